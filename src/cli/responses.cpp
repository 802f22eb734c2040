#include "base/file.h"
#include "cli/internal/command.h"
#include "cli/internal/exporting.h"
#include "crypto/rsa.h"
#include "draw/fonts.h"
#include "event/event.h"
#include "form/submission.h"
#include "handover/export.h"
#include "handover/merge.h"
#include "handover/unseal.h"
#include "seal/sealer.h"
#include "store/store.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <istream>
#include <memory>
#include <vector>

namespace huibiao::cli {

namespace {

struct Options {
    std::string folder, to, key, out;
    std::vector<std::string> folders;
    bool all = false;
    bool yes = false;
};

/// The store of a bundle; one that was damaged is said so on stderr.
base::Result<store::Store> openStore(Call const& call, fs::path const& bundle, base::Clock const& clock) {
    auto const data = event::dataFolderOf(bundle);
    if (!data) return base::pass(data);
    base::Findings findings;
    auto opened = store::Store::open(*data, clock, &findings);
    call.report(findings);
    return opened;
}

int countResponses(Call const& call, Options const& options) {
    base::SystemClock const clock;
    auto const opened = openStore(call, options.folder, clock);
    if (!opened) return call.failed(opened.error());
    auto const total = opened->count();
    if (!total) return call.failed(total.error());
    call.print(std::to_string(*total));
    return 0;
}

int listResponses(Call const& call, Options const& options) {
    base::SystemClock const clock;
    auto const opened = openStore(call, options.folder, clock);
    if (!opened) return call.failed(opened.error());
    auto const entries = opened->list();
    if (!entries) return call.failed(entries.error());
    for (store::Entry const& entry : *entries)
        call.print(fmt::format("{}\t{}\t{}\t{}\t{}\t{}", entry.sequence, entry.storedAt, entry.formId,
                               entry.formVersion, entry.instanceId,
                               entry.exportId.empty() ? call.words({"未导出", "new"}) : entry.exportId));
    return 0;
}

int storeResponses(Call const& call, Options const& options) {
    base::SystemClock const clock;
    auto keys = event::keysOf(options.folder);
    if (!keys) return call.failed(keys.error());
    seal::Sealer sealer(std::move(*keys));
    auto opened = openStore(call, options.folder, clock);
    if (!opened) return call.failed(opened.error());
    std::string line;
    int exit = 0;
    for (int number = 1; std::getline(call.console.in, line); ++number) {
        if (line.empty()) continue;
        auto const object = nlohmann::json::parse(line, nullptr, false);
        base::Result<form::Submission> submission =
            base::fail(base::Kind::Invalid,
                       {"应是 {\"xml\": \"…\"} 这样的一行", "expected a line such as {\"xml\": \"…\"}"});
        if (object.is_object() && object.contains("xml") && object["xml"].is_string())
            submission = form::readSubmission(object["xml"].get<std::string>());
        if (submission) submission = sealer.close(*submission);
        base::Result<void> const kept =
            submission ? opened->keep(*submission) : base::Result<void>(base::pass(submission));
        if (kept) {
            call.print(submission->instanceId);
            continue;
        }
        base::Error error = kept.error();
        error.where = fmt::format("stdin:{}{}{}", number, error.where.empty() ? "" : " ", error.where);
        exit = call.failed(error);
    }
    return exit;
}

int exportResponses(Call const& call, Options const& options) {
    auto const fonts = draw::Fonts::open(call.places.fonts); // the event's LOGO may hold words
    if (!fonts) return call.failed(fonts.error());
    base::Findings findings;
    auto const event = event::open(options.folder, call.places.share, findings);
    if (!event) {
        call.report(findings);
        return 1;
    }
    base::SystemClock const clock;
    auto opened = openStore(call, options.folder, clock);
    if (!opened) return call.failed(opened.error());
    handover::ExportOptions how = exportOptions(*event, call.console.language);
    how.all = options.all;
    how.look = {&*fonts, &event->logo};
    how.texts = textsOf(*event);
    how.progress = progressBar(call);
    auto const report =
        handover::exportResponses(*opened, occasionOf(*event), formsOf(*event), options.to, clock, how);
    if (!report) return call.failed(report.error());
    call.report(report->findings);
    if (report->folder.empty()) {
        call.say({"没有新的答卷（--all 可导出全部）", "nothing new to export (--all exports everything)"});
        return 0;
    }
    call.print(report->folder.string());
    call.say({fmt::format("已写入并核对，共 {} 份", report->submissions),
              fmt::format("{} written and checked", report->submissions)});
    if (report->sealed > 0)
        call.say(
            {fmt::format("其中 {} 份是密封的：在办公室用 huibiao responses unseal 和私钥打开",
                         report->sealed),
             fmt::format("{} of them are sealed: at the office huibiao responses unseal opens them with the "
                         "private key",
                         report->sealed)});
    return 0;
}

void tellPurge(Call const& call, store::Purge const& purge) {
    call.say({fmt::format("{} 清除了 {} 份（其中未完成 {} 份），收于 {} 至 {}", purge.at, purge.count,
                          purge.partial, purge.firstStored, purge.lastStored),
              fmt::format("{}: {} erased ({} of them unfinished), taken from {} to {}", purge.at, purge.count,
                          purge.partial, purge.firstStored, purge.lastStored)});
}

int purgeResponses(Call const& call, Options const& options) {
    base::SystemClock const clock;
    auto opened = openStore(call, options.folder, clock);
    if (!opened) return call.failed(opened.error());
    if (!options.yes) {
        auto const before = opened->purges();
        if (!before) return call.failed(before.error());
        for (store::Purge const& purge : *before) tellPurge(call, purge);
        auto const count = opened->purgeable();
        if (!count) return call.failed(count.error());
        auto const fresh = opened->countNew();
        if (!fresh) return call.failed(fresh.error());
        call.print(std::to_string(*count));
        call.say(
            {fmt::format("可清除 {} 份（已导出并核对过）；未导出的 {} 份会留下。确定清除请加 --yes", *count,
                         *fresh),
             fmt::format("{} can be erased (exported and checked); {} that are new will stay. Add --yes to "
                         "erase",
                         *count, *fresh)});
        return 0;
    }
    auto const purged = opened->purge();
    if (!purged) return call.failed(purged.error());
    call.print(std::to_string(purged->count));
    if (purged->count == 0)
        call.say({"没有可清除的：答卷要先导出并核对", "nothing to erase: export first"});
    else
        tellPurge(call, *purged);
    return 0;
}

int unsealResponses(Call const& call, Options const& options) {
    constexpr std::size_t keyLimit = 1U << 16U;
    auto const pem = base::readFile(options.key, keyLimit);
    if (!pem) return call.failed(pem.error());
    crypto::Secret passphrase;
    if (crypto::PrivateKey::needsPassphrase(*pem)) {
        auto entered = secret(call, {"私钥的密码：", "Passphrase of the private key: "});
        if (!entered) return call.failed(entered.error());
        passphrase = crypto::Secret(std::move(*entered));
    }
    auto const key = crypto::PrivateKey::fromPem(*pem, passphrase.bytes());
    if (!key) {
        base::Error error = key.error();
        error.where = options.key;
        return call.failed(error);
    }
    base::SystemClock const clock;
    auto const fonts = draw::Fonts::open(call.places.fonts);
    if (!fonts) call.report({{true, fonts.error()}}); // the tables go without a summary to print
    handover::UnsealOptions const how{call.console.language,
                                      "huibiao " HUIBIAO_VERSION,
                                      progressBar(call),
                                      {.fonts = fonts ? &*fonts : nullptr}};
    auto const report = handover::unsealExport(options.folder, *key, options.out, clock, how);
    if (!report) return call.failed(report.error());
    bool const right = call.report(report->findings);
    if (!report->folder.empty()) call.print(report->folder.string());
    call.say(
        {fmt::format("打开了 {} 份", report->submissions), fmt::format("{} opened", report->submissions)});
    if (report->refused > 0)
        call.say({fmt::format("有 {} 份没有打开，见上", report->refused),
                  fmt::format("{} stayed shut, see above", report->refused)});
    return right && report->refused == 0 ? 0 : 1;
}

int mergeResponses(Call const& call, Options const& options) {
    base::SystemClock const clock;
    auto const fonts = draw::Fonts::open(call.places.fonts);
    if (!fonts) call.report({{true, fonts.error()}}); // the tables go without a summary to print
    handover::MergeOptions const how{call.console.language,
                                     "huibiao " HUIBIAO_VERSION,
                                     progressBar(call),
                                     {.fonts = fonts ? &*fonts : nullptr}};
    std::vector<fs::path> const folders(options.folders.begin(), options.folders.end());
    auto const report = handover::mergeExports(folders, options.out, clock, how);
    if (!report) return call.failed(report.error());
    bool const right = call.report(report->findings);
    call.print(report->folder.string());
    call.say(
        {fmt::format("{} 次导出合成一份：答卷 {} 份，未完成 {} 份；重复的 {} 份只留一份", report->exports,
                     report->submissions, report->partial, report->duplicates),
         fmt::format("{} exports made one: {} submissions, {} unfinished; {} that came twice were dropped",
                     report->exports, report->submissions, report->partial, report->duplicates)});
    if (report->sealed > 0)
        call.say(
            {fmt::format("其中 {} 份是密封的，用 huibiao responses unseal 和私钥打开", report->sealed),
             fmt::format("{} of them are sealed: huibiao responses unseal opens them with the private key",
                         report->sealed)});
    if (report->conflicts > 0)
        call.say(
            {fmt::format("有 {} 份编号相同而内容不同，没有放进表格，见“冲突.txt”", report->conflicts),
             fmt::format("{} have the id of another one and other contents; they are not in the tables, see "
                         "conflicts.txt",
                         report->conflicts)});
    return right ? 0 : 1;
}

int verifyResponses(Call const& call, Options const& options) {
    auto const verified = handover::verifyExport(options.folder);
    if (!verified) return call.failed(verified.error());
    if (!call.report(verified->findings)) return 1;
    call.say({fmt::format("完好：{} 份答卷，{} 个文件", verified->submissions, verified->files),
              fmt::format("whole: {} submissions, {} files", verified->submissions, verified->files)});
    return 0;
}

} // namespace

void addResponses(CLI::App& app, Call& call) {
    CLI::App* const responses =
        command(app, call, "responses", {"答卷：清点、导出、核对", "responses: count, export, verify"}, "");
    responses->require_subcommand(1);
    auto const options = std::make_shared<Options>();
    auto const add = [&](std::string const& name, base::Words const& purpose, std::string const& example,
                         auto work) {
        CLI::App* const made = command(*responses, call, name, purpose, example);
        made->add_option("DIR", options->folder, call.words({"活动包文件夹", "the bundle's folder"}))
            ->required();
        made->callback(
            [&call, options, work] { call.work = [&call, options, work] { return work(call, *options); }; });
        return made;
    };
    add("count", {"共有几份", "how many there are"}, "huibiao responses count 高坪镇活动", countResponses);
    add("list",
        {"逐份列出：序号、时间、表单、版本、编号、导出情况",
         "each one: number, time, form, version, id, export"},
        "huibiao responses list 高坪镇活动", listResponses);
    add("add", {"存入别处收到的答卷（每行一个 JSON）", "stores submissions taken elsewhere (JSON lines)"},
        "huibiao responses add 高坪镇活动 < 答卷.jsonl", storeResponses);
    CLI::App* const give = add("export", {"导出新的答卷，写完核对", "exports what is new, and checks it"},
                               "huibiao responses export 高坪镇活动 --to /media/U盘", exportResponses);
    give->add_option("--to", options->to, call.words({"导出到这个文件夹", "the folder to export to"}))
        ->required();
    give->add_flag("--all", options->all,
                   call.words({"以前导出过的也再导出", "also what was exported before"}));
    CLI::App* const purge = add("purge",
                                {"清除已导出并核对过的答卷，留下记录；先不加 --yes 看有几份",
                                 "erases what was exported and checked, and records it; first see how many"},
                                "huibiao responses purge 高坪镇活动 --yes", purgeResponses);
    purge->add_flag("--yes", options->yes, call.words({"确定清除", "do erase"}));
    CLI::App* const open = add(
        "unseal", {"用私钥打开一次密封的导出，做成表格", "opens a sealed export into tables"},
        "huibiao responses unseal /media/U盘/浏阳市高坪镇_… --key private-key.pem -o 答卷", unsealResponses);
    open->add_option("--key", options->key, call.words({"私钥文件", "the private key's file"}))->required();
    open->add_option("-o,--out", options->out,
                     call.words({"结果放进这个新文件夹", "the new folder for the result"}))
        ->required();
    CLI::App* const verify = add("verify", {"核对一次导出是否完好", "checks an export against its manifest"},
                                 "huibiao responses verify /media/U盘/浏阳市高坪镇_…", verifyResponses);
    CLI::App* const merge =
        command(*responses, call, "merge",
                {"把几个U盘、几台机器的导出合成一份", "joins the exports of several sticks and kiosks"},
                "huibiao responses merge /media/U盘1 /media/U盘2 -o 全部答卷");
    merge
        ->add_option(
            "FOLDER", options->folders,
            call.words({"导出的文件夹，或放着它们的文件夹（U盘）", "exports, or folders that hold some"}))
        ->required();
    merge
        ->add_option("-o,--out", options->out,
                     call.words({"结果放进这个新文件夹", "the new folder for the result"}))
        ->required();
    merge->callback(
        [&call, options] { call.work = [&call, options] { return mergeResponses(call, *options); }; });
    for (CLI::App* const exported : {open, verify})
        exported->get_option("DIR")->description(call.words({"导出的文件夹", "the export's folder"}));
}

} // namespace huibiao::cli
