#include "xlsform/internal/kiosk.h"

#include <array>

namespace huibiao::xlsform::internal {

namespace {

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

} // namespace

base::Words notAskable(std::string_view dataType, std::string_view tag, std::string_view mediatype,
                       std::string_view appearance) {
    if (dataType == "geopoint" || dataType == "geotrace" || dataType == "geoshape")
        return {"终端没有定位，不能问位置", "a kiosk has no positioning and cannot ask for a place"};
    if (dataType == "barcode")
        return {"终端没有扫码器，不能扫条码", "a kiosk has no scanner and cannot read a barcode"};
    if (tag != "upload") return {};
    if (mediatype == "image/*") {
        // Drawn with the finger, no camera wanted.
        if (holds(appearance, "signature") || (holds(appearance, "draw"))) return {};
        return {"公用终端不拍照，只支持签名（appearance 写 signature）和画图（draw）",
                "a public kiosk takes no pictures; it knows the appearances signature and draw only"};
    }
    if (mediatype == "audio/*") return {"公用终端不录音", "a public kiosk records no sound"};
    if (mediatype == "video/*") return {"公用终端不录像", "a public kiosk records no video"};
    if (mediatype == "osm/*") return {"终端不能编辑地图", "a kiosk cannot edit maps"};
    return {"公用终端不能上传文件", "a public kiosk takes no files"};
}

base::Words consequence(bool required) {
    if (required)
        return {"；这一题是必填的，终端会拒绝这份表单。请改成选填，或换一种题型。",
                "; as it is required, the kiosk refuses the form. Make it optional or use another type"};
    return {"；终端会跳过这一题。", "; the kiosk leaves it out"};
}

void checkKiosk(Survey const& survey, Faults& faults) {
    visit(survey.root, [&](Item const& item) {
        Attribute const* const type = item.bindNamed("type");
        std::string const dataType = type == nullptr ? std::string() : type->value.text;
        std::string const appearance = item.controlValue("appearance");
        Attribute const* const needed = item.bindNamed("required");
        bool const required = needed != nullptr && needed->value.text != "false()";
        base::Words words = notAskable(dataType, item.tag, item.controlValue("mediatype"), appearance);
        if (words.zh.empty() && item.query)
            words = {"终端不支持 select_one_external，请改用 select_one 加 choice_filter",
                     "a kiosk does not know select_one_external; use select_one with a choice_filter"};
        if (words.zh.empty() && holds(appearance, "search("))
            words = {"终端不支持 search()，请改用 select_one_from_file",
                     "a kiosk does not know search(); use select_one_from_file"};
        if (!words.zh.empty()) {
            base::Words const then = consequence(required);
            faults.warn(item.place, {words.zh + then.zh, words.en + then.en});
        } else if (item.type == "background-audio") {
            faults.warn(item.place, {"公用终端不录音，这一行不起作用。",
                                     "a public kiosk records no sound; this row does nothing"});
        } else if (item.type == "simserial" || item.type == "phonenumber" || item.type == "subscriberid") {
            faults.warn(item.place,
                        {"终端没有电话卡，这一项会是空的。", "a kiosk has no SIM card; this stays blank"});
        }
    });
}

} // namespace huibiao::xlsform::internal
