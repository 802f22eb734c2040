#pragma once

#include "base/result.h"
#include "ink/internal/features.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::ink {

/// The trained network: convolutions (3 by 3, every second place, a margin of one, then negative
/// becomes 0), dense layers (all but the last likewise), one score a character at the end.
///
/// The file, all numbers little endian:
///   8 bytes "HBINK\r\n\x1A" · u32 version (1) · u32 bytes that follow the next · u32 their CRC-32
///   u32 Grid · u32 Channels · u32 layers · u32 characters
///   a layer: u32 kind (1 convolution, 2 dense) · u32 inputs · u32 outputs · f32 scale[outputs] ·
///     f32 bias[outputs] · i8 weight[inputs][outputs]; inputs of a convolution: [row][column][channel]
///     of its 3 by 3 window; an output is bias + scale * sum(weight * input)
///   u32 character[characters], the code points
class Network {
public:
    /// Invalid when it is no model, cut off or changed, Unsupported when it is of another version or
    /// for other features. `name` is for the message.
    [[nodiscard]] static base::Result<Network> read(std::string_view file, std::string const& name);

    /// One score a character, in the order of characters(): logarithms of how likely each is, but for
    /// a constant.
    [[nodiscard]] std::vector<float> scores(Features const& features) const;
    [[nodiscard]] std::vector<char32_t> const& characters() const { return m_characters; }

private:
    enum class Kind : std::uint32_t { Convolution = 1, Dense = 2 };
    struct Layer {
        Kind kind = Kind::Dense;
        std::size_t inputs = 0;
        std::size_t outputs = 0;
        std::vector<float> scale;
        std::vector<float> bias;
        std::vector<std::int8_t> weights;
    };
    class Reader;

    Network() = default;
    [[nodiscard]] static bool parse(Reader& in, Network& network);
    static void add(Layer const& layer, std::size_t input, float value, std::vector<float>& sums);
    static void finish(Layer const& layer, float* sums, bool cut);
    [[nodiscard]] static std::vector<float> convolved(Layer const& layer, std::vector<float> const& in,
                                                      std::size_t side);

    std::vector<Layer> m_layers;
    std::vector<char32_t> m_characters;
};

} // namespace huibiao::ink
