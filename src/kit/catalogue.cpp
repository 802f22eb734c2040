#include "kit/catalogue.h"

#include "base/file.h"
#include "base/parallel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace huibiao::kit {

namespace {

std::optional<draw::Size> sizeFrom(std::string const& text, layout::Item const& item) {
    using Unit = draw::WrittenSize::Unit;
    auto const written = draw::parseSize(text);
    bool const picture = item.out == layout::Item::Out::Png;
    if (!written || written->unit == (picture ? Unit::Millimetres : Unit::Pixels)) return std::nullopt;
    draw::Size const& size = written->size;
    double const most = picture ? 32767 : 100'000;
    if (std::min(size.width, size.height) < 10 || std::max(size.width, size.height) > most)
        return std::nullopt;
    return size;
}

base::Result<void> resize(Model& model, std::string const& text) {
    auto const size = sizeFrom(text, model.item);
    if (!size) {
        bool const picture = model.item.out == layout::Item::Out::Png;
        std::string const example = picture ? "1920x1080px" : "6000x700mm";
        return base::fail(
            base::Kind::Invalid,
            {fmt::format("“{}”的尺寸“{}”不对，应写成 {}", model.item.name, text, example),
             fmt::format("the size “{}” of {} cannot be; write {}", text, model.item.name, example)});
    }
    bool const same = *size == model.item.size;
    // Bleed and folds are drawn for the one shape alone.
    double const shape = (size->width / size->height) / (model.item.size.width / model.item.size.height);
    bool const fixed = model.item.bleed > 0 || model.item.fold != layout::Item::Fold::None;
    if (fixed && std::abs(shape - 1) > 0.005) {
        return base::fail(base::Kind::Invalid,
                          {fmt::format("“{}”只能按原来的宽高比放大缩小（{:g}×{:g}）", model.item.name,
                                       model.item.size.width, model.item.size.height),
                           fmt::format("{} can be made larger or smaller in its own shape only ({:g}×{:g})",
                                       model.item.name, model.item.size.width, model.item.size.height)});
    }
    model.item.size = *size;
    model.otherSize = !same;
    return {};
}

} // namespace

base::Result<std::vector<Model>> catalogue(fs::path const& folder) {
    std::vector<fs::path> files;
    std::error_code code;
    for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code))
        if (at->path().extension() == ".svg") files.push_back(at->path());
    if (code) return tl::unexpected<base::Error>(base::systemError(code.value(), folder));
    std::sort(files.begin(), files.end());
    std::vector<std::optional<base::Result<layout::Layout>>> layouts(files.size());
    auto const load = [&](std::size_t i) { layouts[i].emplace(layout::Layout::load(files[i])); };
    // In the first the libraries set themselves up.
    if (!files.empty()) load(0);
    if (files.size() > 1) base::inParallel(files.size() - 1, [&](std::size_t i) { load(i + 1); });
    std::vector<Model> out;
    for (std::size_t i = 0; i < files.size(); ++i) {
        fs::path const& file = files[i];
        base::Result<layout::Layout>& layout = *layouts[i];
        if (!layout) return base::pass(layout);
        if (!layout->item()) continue;
        if (auto const faults = layout->logoFaults(); !faults.empty())
            return tl::unexpected<base::Error>(faults.front().error);
        auto const twin = std::ranges::find_if(out, [&](Model const& other) {
            return other.item.id == layout->item()->id || other.item.name == layout->item()->name;
        });
        if (twin != out.end()) {
            return base::fail(base::Kind::Exists,
                              {fmt::format("“{}”与 {} 重名，请改 data-id 和 data-item", layout->item()->name,
                                           twin->file.filename().string()),
                               fmt::format("{} has the id or name of {}; change data-id and data-item",
                                           layout->item()->name, twin->file.filename().string())},
                              file.string());
        }
        layout::Item const item = *layout->item();
        out.push_back({file, std::make_shared<layout::Layout const>(std::move(*layout)), item});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](Model const& a, Model const& b) { return a.item.order < b.item.order; });
    return out;
}

base::Result<std::vector<Model>> selected(std::vector<Model> const& all,
                                          std::vector<std::string> const& words) {
    if (words.empty()) return all;
    std::vector<std::optional<Model>> chosen(all.size());
    for (std::string const& word : words) {
        std::size_t const equals = word.find('=');
        std::string const name = word.substr(0, equals);
        bool found = false;
        bool const exact = std::ranges::any_of(
            all, [&](Model const& model) { return model.item.id == name || model.item.name == name; });
        for (std::size_t i = 0; i < all.size(); ++i) {
            layout::Item const& item = all[i].item;
            bool const named = item.id == name || item.name == name;
            if (!named && (exact || name.empty() || !item.name.starts_with(name))) continue;
            found = true;
            chosen[i] = all[i];
            if (equals == std::string::npos) continue;
            if (auto const sized = resize(*chosen[i], word.substr(equals + 1)); !sized)
                return base::pass(sized);
        }
        if (found) continue;
        std::string known;
        for (Model const& model : all) known += (known.empty() ? "" : "、") + model.item.name;
        return base::fail(base::Kind::Invalid,
                          {fmt::format("没有叫“{}”的物料，可以写：{}", name, known),
                           fmt::format("there is nothing called “{}”; there are: {}", name, known)});
    }
    std::vector<Model> out;
    for (auto& model : chosen)
        if (model) out.push_back(std::move(*model));
    return out;
}

} // namespace huibiao::kit
