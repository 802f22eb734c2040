#include "layout/slot.h"

#include <algorithm>
#include <array>

namespace huibiao::layout {

namespace {

struct Entry {
    Slot slot;
    SlotKind kind;
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};

constexpr std::array<Entry, 12> Table{{
    {Slot::Banner, SlotKind::Text, "banner", "会标", "banner"},
    {Slot::Logo, SlotKind::Picture, "logo", "LOGO", "LOGO"},
    {Slot::Qr, SlotKind::Qr, "qr", "二维码", "QR code"},
    {Slot::Caption, SlotKind::Text, "caption", "二维码说明", "caption of the QR code"},
    {Slot::Call, SlotKind::Text, "call", "触摸提示", "call to touch"},
    {Slot::Unit, SlotKind::Text, "unit", "单位", "unit"},
    {Slot::Date, SlotKind::Text, "date", "日期", "date"},
    {Slot::Place, SlotKind::Text, "place", "地点", "place"},
    {Slot::Text, SlotKind::Text, "text", "文字", "text"},
    {Slot::Photo, SlotKind::Picture, "photo", "图片", "picture"},
    {Slot::Name, SlotKind::Text, "name", "姓名", "name"},
    {Slot::Role, SlotKind::Text, "role", "职务", "role"},
}};

Entry const& entry(Slot slot) {
    return *std::ranges::find(Table, slot, &Entry::slot);
}

} // namespace

std::vector<Slot> const& allSlots() {
    static std::vector<Slot> const all = [] {
        std::vector<Slot> list;
        for (Entry const& e : Table) list.push_back(e.slot);
        return list;
    }();
    return all;
}

std::string_view name(Slot slot) {
    return entry(slot).name;
}

base::Words title(Slot slot) {
    return {std::string(entry(slot).zh), std::string(entry(slot).en)};
}

std::optional<Slot> slotNamed(std::string_view name) {
    auto const* found = std::ranges::find(Table, name, &Entry::name);
    if (found == Table.end()) return std::nullopt;
    return found->slot;
}

SlotKind kind(Slot slot) {
    return entry(slot).kind;
}

} // namespace huibiao::layout
