#include "upload/reason.h"

#include "upload/internal/verdict.h"

#include <fmt/format.h>

namespace huibiao::upload {

base::Words reasonOf(int status) {
    switch (status) {
    case damagedHere:
        return {"本机上的这份答卷与保存时的校验和不符，没有发送；请导出后交技术人员",
                "this answer no longer matches its checksum on this computer and was not sent; export it and "
                "give "
                "it to an engineer"};
    case malformedHere:
        return {
            "这份答卷缺少表单编号或答卷编号，服务器会存成两份，没有发送；请导出到U盘",
            "this answer lacks the form's id or its instanceID, so a server might store it twice; it was not "
            "sent. Export it to a stick"};
    case unnamedHere:
        return {
            "这份答卷没有写明它的附件（签名、图片），服务器会悄悄丢掉附件，没有发送；请导出到U盘",
            "this answer does not name one of its attachments (a signature, a picture), which a server would "
            "drop without a word; it was not sent. Export it to a stick"};
    case 400:
        return {
            "服务器看不懂这份答卷：问卷与服务器上的可能不是同一份，请核对",
            "the server cannot read this answer: its form may not be the one on the server; compare them"};
    case 401:
        return {"服务器不认我们的令牌或密码，或没有把这份问卷分配给它：请核对 [upload] 的 server、user 和 "
                "secret_file，并在服务器上把问卷分配给这个应用用户",
                "the server does not know our token or password, or the form is not assigned to it: check "
                "server, "
                "user and secret_file of [upload], and assign the form to this app user on the server"};
    case 403:
        return {
            "令牌已停用，或没有交卷的权限：请在服务器上重新建一个应用用户，把新地址写进 [upload]",
            "the token was revoked or may not submit: make a new app user on the server and put its address "
            "into [upload]"};
    case 404:
        return {
            "服务器上没有这份问卷、这个版本或这个项目：请先在服务器上发布问卷，或核对 [upload] 的 server",
            "the server has no such form, version or project: publish the form there first, or check server "
            "of [upload]"};
    case 405:
    case 410:
        return {"这个地址不收答卷：请核对 [upload] 的 server",
                "this address takes no submissions: check server of [upload]"};
    case 407: return internal::wordsOf(internal::Fault::Proxy);
    case 408:
        return {"网络太慢，服务器没等到整份答卷；稍后自动再发",
                "the network is too slow and the server gave up waiting; it is sent again later"};
    case 409:
        return {"服务器上已有同一编号而内容不同的答卷，或问卷已停止收卷、答卷已在服务器上删除；不会覆盖。请让"
                "服务器管理员核对，再点重试",
                "the server has another answer with this id, or it was deleted there, or the form is closed; "
                "nothing was overwritten. Ask the server's administrator, then retry"};
    case 413:
        return {
            "这份答卷太大，服务器不收：请服务器管理员放宽上传大小，或导出到U盘",
            "this answer is too large for the server: have its upload limit raised, or export it to a stick"};
    case 429:
    case 503:
        return {"服务器正忙或在维护，稍后自动再发", "the server is busy or in maintenance; sent again later"};
    default: break;
    }
    if (status >= 500)
        return {fmt::format("服务器出了故障（{}），稍后自动再发", status),
                fmt::format("the server has a fault ({}); sent again later", status)};
    return {fmt::format("服务器没有收下这份答卷（{}）", status),
            fmt::format("the server did not take this answer ({})", status)};
}

namespace internal {

base::Words portalWords() {
    return {"回答的不是收答卷的服务器：网络可能要先登录（上网认证页面），或 [upload] 的 server 写错了",
            "it is not the server that answered: the network may want a login first (a captive portal), or "
            "server "
            "of [upload] is wrong"};
}

base::Words wordsOf(Fault fault) {
    switch (fault) {
    case Fault::None: return {};
    case Fault::Stopped: return {"已停止", "stopped"};
    case Fault::Name:
        return {"找不到服务器的地址（DNS）：请检查网络，或核对 [upload] 的 server",
                "the server's name is not found (DNS): check the network, or server of [upload]"};
    case Fault::Connect:
        return {"连不上服务器：请检查网络", "the server cannot be reached: check the network"};
    case Fault::Proxy:
        return {"代理服务器连不上或要登录：请核对 [upload] 的 proxy",
                "the proxy cannot be reached or wants a login: check proxy of [upload]"};
    case Fault::Clock:
        return {
            "服务器的证书不在有效期：请先核对这台电脑的日期和时间，再请服务器管理员看证书是否过期",
            "the server's certificate is not valid now: check this computer's date and time first, then have "
            "the certificate looked at"};
    case Fault::Certificate:
        return {"服务器的证书不可信，没有发送：单位自己的证书要用 ca_file 指明；也可能有人在中间",
                "the server's certificate is not trusted, nothing was sent: name a private authority with "
                "ca_file; "
                "or somebody sits in between"};
    case Fault::Tls:
        return {"与服务器建立加密连接没有成功", "no encrypted connection to the server could be made"};
    case Fault::Slow: return {"等服务器回答超时", "the server did not answer in time"};
    case Fault::Cut: return {"连接中途断了，稍后自动再发", "the connection was cut; sent again later"};
    case Fault::Setup:
        return {
            "服务器地址或证书文件有误：请核对 [upload] 的 server 和 ca_file",
            "the server's address or the certificate file is wrong: check server and ca_file of [upload]"};
    case Fault::Large:
        return {"服务器的回答太长，没有要", "the server's answer is too long and was not taken"};
    }
    return {};
}

} // namespace internal

} // namespace huibiao::upload
