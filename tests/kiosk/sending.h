#pragma once

#include "kiosk/sending.h"

#include <fmt/format.h>

#include <string>

namespace sample {

/// An answer that a server refused, the number of which is in its id.
inline huibiao::kiosk::Refused refused(int number, huibiao::base::Words reason, std::string words) {
    return {fmt::format("uuid:01234567-89ab-4def-8123-{:012}", number),
            "高坪镇政务公开满意度调查",
            "2023-05-18T09:30:00.125+08:00",
            "2023-05-18T10:45:10.000+08:00",
            std::move(reason),
            std::move(words)};
}

/// What servers say: a sentence, a page of it, one long word, nothing.
inline huibiao::kiosk::Sending sending() {
    using namespace huibiao;
    std::string page;
    while (page.size() < 440)
        page += "<p>Request Entity Too Large: the body of this request has 31457280 bytes, this server takes "
                "1048576.</p> ";
    std::string const word =
        "https://central.example.org/v1/key/***/projects/1/forms/" + std::string(180, 'm') + "/submissions";
    kiosk::Sending out{.doing = kiosk::Sending::Doing::Waits,
                       .waiting = 7,
                       .sent = 1284,
                       .refused = 5,
                       .lastContact = "2023-05-18T10:45:10.000+08:00",
                       .nextTry = std::chrono::milliseconds(41'300)};
    out.trouble = base::Error{
        base::Kind::Unavailable,
        {"服务器正忙或在维护，稍后自动再发", "the server is busy or in maintenance; sent again later"},
        "https://central.example.org/v1/key/***/projects/1"};
    out.list = {
        refused(
            1,
            {"服务器上已有同一编号而内容不同的答卷，或问卷已停止收卷、答卷已在服务器上删除；不会覆盖。请让"
             "服务器管理员核对，再点重试",
             "the server has another answer with this id, or it was deleted there, or the form is closed; "
             "nothing was overwritten. Ask the server's administrator, then retry"},
            "A submission already exists with this ID, but with different XML."),
        refused(2,
                {"这份答卷太大，服务器不收：请服务器管理员放宽上传大小，或导出到U盘",
                 "this answer is too large for the server: have its upload limit raised, or export it to a "
                 "stick"},
                page),
        refused(
            3,
            {"服务器看不懂这份答卷：问卷与服务器上的可能不是同一份，请核对",
             "the server cannot read this answer: its form may not be the one on the server; compare them"},
            word),
        refused(4, {"服务器没有收下这份答卷（418）", "the server did not take this answer (418)"}, ""),
        refused(
            5,
            {"本机上的这份答卷与保存时的校验和不符，没有发送；请导出后交技术人员",
             "this answer no longer matches its checksum on this computer and was not sent; export it and "
             "give it to an engineer"},
            "")};
    out.list.back().sent = false;
    return out;
}

} // namespace sample
