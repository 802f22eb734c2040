#include "ink/internal/network.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <unordered_set>

namespace huibiao::ink {

namespace {

static_assert(std::endian::native == std::endian::little, "the model is read as it lies in the file");

constexpr std::string_view Magic{"HBINK\r\n\x1A", 8};
constexpr std::uint32_t Version = 1;
constexpr std::size_t Head = Magic.size() + 12;
constexpr std::uint32_t MostLayers = 8;
constexpr std::uint32_t MostWide = 1U << 16U;  ///< inputs or outputs of a layer, and characters
constexpr std::size_t MostWeights = 1U << 25U; ///< of a layer

/// CRC-32 of IEEE 802.3, as in PNG and zip.
std::uint32_t checksum(std::string_view bytes) {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t c = i;
        for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
        table[i] = c;
    }
    std::uint32_t crc = 0xFFFFFFFFU;
    for (char const c : bytes) crc = table[(crc ^ static_cast<unsigned char>(c)) & 255U] ^ (crc >> 8U);
    return crc ^ 0xFFFFFFFFU;
}

bool isCharacter(std::uint32_t point) {
    return point > 0x20 && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

} // namespace

/// Takes numbers off the front; once there are too few, everything fails.
class Network::Reader {
public:
    explicit Reader(std::string_view bytes) : m_left(bytes) {}

    [[nodiscard]] bool number(std::uint32_t& value) { return raw(&value, sizeof value); }
    template <class T>
    [[nodiscard]] bool row(std::vector<T>& values, std::size_t count) {
        if (count > m_left.size() / sizeof(T)) return false;
        values.resize(count);
        return raw(values.data(), count * sizeof(T));
    }
    [[nodiscard]] bool empty() const { return m_left.empty(); }

private:
    bool raw(void* to, std::size_t bytes) {
        if (bytes > m_left.size()) return false;
        if (bytes > 0) std::memcpy(to, m_left.data(), bytes);
        m_left.remove_prefix(bytes);
        return true;
    }
    std::string_view m_left;
};

base::Result<Network> Network::read(std::string_view file, std::string const& name) {
    if (file.size() < Head || !file.starts_with(Magic))
        return base::fail(
            base::Kind::Invalid,
            {"不是手写识别模型，请重新安装程序", "no handwriting model; install the program again"}, name);
    Reader head(file.substr(Magic.size(), Head - Magic.size()));
    std::uint32_t version = 0;
    std::uint32_t size = 0;
    std::uint32_t sum = 0;
    bool const whole = head.number(version) && head.number(size) && head.number(sum);
    if (whole && version != Version)
        return base::fail(base::Kind::Unsupported,
                          {"手写识别模型与程序版本不符，请重新安装程序",
                           "the handwriting model is of another version; install the program again"},
                          name);
    std::string_view const body = file.substr(Head);
    Network network;
    Reader in(body);
    if (!whole || body.size() != size || checksum(body) != sum || !parse(in, network))
        return base::fail(base::Kind::Invalid,
                          {"手写识别模型已损坏，请重新安装程序",
                           "the handwriting model is damaged; install the program again"},
                          name);
    return network;
}

bool Network::parse(Reader& in, Network& network) {
    std::uint32_t grid = 0;
    std::uint32_t channels = 0;
    std::uint32_t layers = 0;
    std::uint32_t characters = 0;
    if (!in.number(grid) || !in.number(channels) || !in.number(layers) || !in.number(characters))
        return false;
    if (grid != Grid || channels != Channels || layers == 0 || layers > MostLayers) return false;
    if (characters == 0 || characters > MostWide) return false;
    std::size_t side = grid;
    std::size_t depth = channels;
    bool flat = false;
    for (std::uint32_t n = 0; n < layers; ++n) {
        std::uint32_t kind = 0;
        std::uint32_t inputs = 0;
        std::uint32_t outputs = 0;
        if (!in.number(kind) || !in.number(inputs) || !in.number(outputs)) return false;
        if (inputs > MostWide || outputs == 0 || outputs > MostWide) return false;
        bool const folds = kind == static_cast<std::uint32_t>(Kind::Convolution);
        if (!folds && kind != static_cast<std::uint32_t>(Kind::Dense)) return false;
        if (folds && (flat || side % 2 != 0 || n + 1 == layers)) return false;
        if (inputs != (folds ? 9 * depth : side * side * depth)) return false;
        Layer layer;
        layer.kind = static_cast<Kind>(kind);
        layer.inputs = inputs;
        layer.outputs = outputs;
        if (layer.inputs * layer.outputs > MostWeights) return false;
        if (!in.row(layer.scale, outputs) || !in.row(layer.bias, outputs)) return false;
        if (!in.row(layer.weights, layer.inputs * layer.outputs)) return false;
        for (std::size_t o = 0; o < outputs; ++o)
            if (!std::isfinite(layer.scale[o]) || !std::isfinite(layer.bias[o])) return false;
        flat = !folds;
        side = folds ? side / 2 : 1;
        depth = outputs;
        network.m_layers.push_back(std::move(layer));
    }
    std::vector<std::uint32_t> points;
    if (depth != characters || !flat || !in.row(points, characters) || !in.empty()) return false;
    std::unordered_set<std::uint32_t> seen;
    for (std::uint32_t const point : points) {
        if (!isCharacter(point) || !seen.insert(point).second) return false;
        network.m_characters.push_back(static_cast<char32_t>(point));
    }
    return true;
}

void Network::add(Layer const& layer, std::size_t input, float value, std::vector<float>& sums) {
    std::int8_t const* const weight = &layer.weights[input * layer.outputs];
    float* const sum = sums.data();
    for (std::size_t o = 0; o < layer.outputs; ++o) sum[o] += value * static_cast<float>(weight[o]);
}

void Network::finish(Layer const& layer, float* sums, bool cut) {
    for (std::size_t o = 0; o < layer.outputs; ++o) {
        float const value = layer.bias[o] + layer.scale[o] * sums[o];
        // A model may be whole and yet absurd; its sums must stay numbers that can be put in order.
        sums[o] = !std::isfinite(value) || (cut && value < 0) ? 0 : value;
    }
}

std::vector<float> Network::convolved(Layer const& layer, std::vector<float> const& in, std::size_t side) {
    std::size_t const depth = layer.inputs / 9;
    std::size_t const half = side / 2;
    std::vector<float> out;
    out.reserve(half * half * layer.outputs);
    std::vector<float> sums(layer.outputs);
    for (std::size_t row = 0; row < half; ++row)
        for (std::size_t column = 0; column < half; ++column) {
            std::fill(sums.begin(), sums.end(), 0.F);
            for (std::size_t tap = 0; tap < 9; ++tap) {
                // One less for the margin: what wraps below 0 is beyond the side too.
                std::size_t const y = 2 * row + tap / 3 - 1;
                std::size_t const x = 2 * column + tap % 3 - 1;
                if (y >= side || x >= side) continue;
                float const* const cell = &in[(y * side + x) * depth];
                // Most of a page is empty, and half of what a layer says is 0.
                for (std::size_t c = 0; c < depth; ++c)
                    if (cell[c] != 0) add(layer, tap * depth + c, cell[c], sums);
            }
            finish(layer, sums.data(), true);
            out.insert(out.end(), sums.begin(), sums.end());
        }
    return out;
}

std::vector<float> Network::scores(Features const& features) const {
    std::vector<float> values(features.size());
    for (std::size_t i = 0; i < features.size(); ++i) values[i] = static_cast<float>(features[i]) / 64;
    std::size_t side = Grid;
    for (std::size_t n = 0; n < m_layers.size(); ++n) {
        Layer const& layer = m_layers[n];
        if (layer.kind == Kind::Convolution) {
            values = convolved(layer, values, side);
            side /= 2;
            continue;
        }
        std::vector<float> sums(layer.outputs);
        for (std::size_t i = 0; i < layer.inputs; ++i)
            if (values[i] != 0) add(layer, i, values[i], sums);
        finish(layer, sums.data(), n + 1 < m_layers.size());
        values = std::move(sums);
    }
    return values;
}

} // namespace huibiao::ink
