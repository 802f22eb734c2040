#pragma once

#include "kiosk/sending.h"
#include "kiosk/task.h"
#include "kiosk/words.h"

#include <cstddef>
#include <string>
#include <string_view>

/// What staff read on the page of the sending to a server.
namespace huibiao::kiosk::say {

inline Words const UploadTitle{"上传", "Upload"};
inline Words const UploadWaiting{"待发", "Waiting"};
inline Words const UploadSent{"已发", "Sent"};
inline Words const UploadRefused{"被拒绝", "Refused"};
inline Words const UploadNow{"立即上传", "Send now"};
inline Words const UploadNothing{"不会自动上传，按“立即上传”才发。",
                                 "Nothing is sent by itself; press “Send now”."};
inline Words const UploadIdle{"没有待发的，有新的答卷会自动上传。",
                              "Nothing waits; what is new is sent by itself."};
inline Words const UploadSoon{"待发的马上自动上传。", "What waits is sent in a moment."};
inline Words const UploadBusy{"正在上传", "Sending"};
inline Words const UploadElsewhere{
    "这台电脑上另一个程序（huibiao upload）正在上传这个活动的答卷，等它结束，这里会接着发。",
    "Another program on this computer (huibiao upload) is sending this event’s answers; once it ends they "
    "are sent "
    "from here."};
inline Words const NoContact{"还没有联系上服务器", "The server has not answered yet"};
inline Words const RefusedTitle{"服务器没有收的答卷", "Answers that the server refused"};
inline Words const RefusedNone{"没有。", "None."};
inline Words const RefusedMore{
    "它们好好地存在这台电脑上，不会自动再发。问题解决后按“重试”，或导出到U盘交回办公室。",
    "They are safe on this computer and are not sent again by themselves. Once the cause is set right press "
    "“Retry”, "
    "or export them to a stick for the office."};
inline Words const ServerSaid{"服务器说：", "The server says: "};
inline Words const ServerSilent{"服务器没有说原因。", "The server gave no reason."};
inline Words const Retry{"重试", "Retry"};
inline Words const Retrying{"正在重新排队", "Putting them back in the queue"};
inline Words const PullTitle{"问卷", "Questionnaires"};
inline Words const PullMore{
    "服务器上的问卷改过以后，在这里取回。取回的整份检查没有错才换上，没有人填写的时候开始用。",
    "Fetches what was changed on the server. It is checked whole before it takes the place of the present "
    "one, and is used once nobody is answering."};
inline Words const PullGo{"取回新问卷", "Fetch new questionnaires"};
inline Words const Pulling{"正在取回问卷", "Fetching questionnaires"};
inline Words const RefusedExport{"导出被拒绝的答卷", "Export the refused answers"};
inline Words const EraseMoreSent{"只清除导出到U盘并且核对过的，或者服务器已经收下的答卷，其余的都会留下。清除"
                                 "后不能恢复，什么时候清除了几份会留下"
                                 "记录。",
                                 "Only answers that were exported to a stick and checked, or that the server "
                                 "has taken, are erased; all others "
                                 "stay. What is erased cannot be brought back. When it was done, and how "
                                 "many they were, is written down."};

/// "2023-05-18 09:30" of an ISO 8601 time.
[[nodiscard]] std::string minuteOf(std::string_view iso);
[[nodiscard]] std::string lastContact(std::string_view iso, Language language);
/// What it is doing now, and when it tries again.
[[nodiscard]] std::string doingNow(Sending const& sending, Language language);
[[nodiscard]] std::string retryAll(std::size_t count, Language language);
[[nodiscard]] std::string retried(std::size_t count, Language language);
/// When it was stored and refused.
[[nodiscard]] std::string refusedWhen(Refused const& refused, Language language);
/// What is wrong, then where.
[[nodiscard]] std::string troubleOf(base::Error const& trouble, Language language);
/// What came of one questionnaire.
[[nodiscard]] std::string pulled(PulledForm const& form, Language language);
/// The event's files have changed and cannot be opened.
[[nodiscard]] std::string unusable(base::Error const& why, Language language);
[[nodiscard]] std::string exportRefused(std::size_t count, Language language);
[[nodiscard]] std::string notListed(std::size_t count, Language language);
[[nodiscard]] std::string refusedWaits(std::size_t count, Language language);

} // namespace huibiao::kiosk::say
