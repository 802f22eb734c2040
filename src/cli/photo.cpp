#include "base/file.h"
#include "base/utf8.h"
#include "cli/internal/command.h"
#include "draw/picture.h"
#include "event/event.h"
#include "kit/stamp.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <vector>

namespace huibiao::cli {

namespace {

struct Options {
    std::vector<std::string> in;
    std::string out, event, corner = "右下";
};

std::optional<kit::Corner> cornerNamed(std::string const& name) {
    static std::map<std::string, kit::Corner> const corners{
        {"左上", kit::Corner::TopLeft},     {"top-left", kit::Corner::TopLeft},
        {"右上", kit::Corner::TopRight},    {"top-right", kit::Corner::TopRight},
        {"左下", kit::Corner::BottomLeft},  {"bottom-left", kit::Corner::BottomLeft},
        {"右下", kit::Corner::BottomRight}, {"bottom-right", kit::Corner::BottomRight}};
    auto const found = corners.find(name);
    return found == corners.end() ? std::nullopt : std::optional(found->second);
}

/// Pictures by their names, also of kinds that are not read: those must be told, not passed over.
bool namedLikePicture(fs::path const& file) {
    static constexpr std::array kinds{".jpg",  ".jpeg", ".png", ".heic", ".heif", ".webp",
                                      ".avif", ".bmp",  ".tif", ".tiff", ".gif"};
    std::string const extension = base::lowerAscii(file.extension().string());
    return std::any_of(kinds.begin(), kinds.end(), [&](char const* kind) { return extension == kind; });
}

/// The files named, and the pictures in the folders named, in the order of their names.
base::Result<std::vector<fs::path>> files(std::vector<std::string> const& in) {
    std::vector<fs::path> out;
    for (std::string const& name : in) {
        std::error_code code;
        if (!fs::is_directory(name, code)) {
            out.emplace_back(name);
            continue;
        }
        std::vector<fs::path> found;
        for (fs::directory_iterator at(name, code), end; !code && at != end; at.increment(code))
            if (at->is_regular_file(code) && namedLikePicture(at->path())) found.push_back(at->path());
        if (code) return tl::unexpected<base::Error>(base::systemError(code.value(), name));
        std::sort(found.begin(), found.end());
        out.insert(out.end(), found.begin(), found.end());
    }
    return out;
}

base::Result<draw::Picture> logoFor(Call const& call, std::string const& folder) {
    if (folder.empty()) {
        call.say({"提醒  使用的是自带的示意LOGO，请用 --event 指明活动包，用它的LOGO",
                  "warning: the stand-in LOGO is used; name the event with --event to use its own"});
        return draw::Picture::load(call.places.share / "assets" / "logo" / "default-logo.svg");
    }
    base::Findings findings;
    auto event = event::open(folder, call.places.share, findings);
    call.report(findings);
    if (!event)
        return base::fail(base::Kind::Invalid, {"活动包有错，没有取到LOGO", "the bundle is faulty: no LOGO"},
                          folder);
    return std::move(event->logo);
}

int runStamp(Call const& call, Options const& options) {
    auto const corner = cornerNamed(options.corner);
    if (!corner) {
        call.say({"--corner 应是 左上、右上、左下 或 右下",
                  "--corner must be top-left, top-right, bottom-left or bottom-right"});
        return 2;
    }
    auto const list = files(options.in);
    if (!list) return call.failed(list.error());
    if (list->empty())
        return call.failed(
            {base::Kind::Missing, {"没有找到照片", "no pictures were found"}, options.in.front()});
    auto const logo = logoFor(call, options.event);
    if (!logo) return call.failed(logo.error());
    if (auto const made = base::makeFolder(options.out); !made) return call.failed(made.error());
    int code = 0;
    auto const progress = progressBar(call);
    for (std::size_t i = 0; i < list->size(); ++i) {
        fs::path const& from = (*list)[i];
        fs::path const to = fs::path(options.out) / from.filename();
        auto const done = kit::stampFile(from, to, *logo, {*corner});
        if (done) {
            call.report(*done);
            call.print(to.string());
        } else {
            code = call.failed(done.error());
        }
        if (progress) progress(handover::Step::Write, i + 1, list->size());
    }
    return code;
}

} // namespace

void addPhoto(CLI::App& app, Call& call) {
    CLI::App* const photo = app.add_subcommand("photo", call.words({"活动照片", "pictures of the event"}));
    photo->require_subcommand(1);
    auto const options = std::make_shared<Options>();
    CLI::App* const stamp = command(*photo, call, "stamp", {"给照片加上LOGO", "puts the LOGO onto pictures"},
                                    "huibiao photo stamp 照片 -o 加好LOGO的照片 --event 高坪镇活动");
    stamp
        ->add_option("IN", options->in,
                     call.words({"照片，或放照片的文件夹", "pictures, or folders of them"}))
        ->required();
    stamp->add_option("-o,--output", options->out, call.words({"放到这个文件夹", "the folder to write to"}))
        ->required();
    stamp->add_option("--event", options->event,
                      call.words({"活动包文件夹，用它的LOGO", "the bundle whose LOGO is used"}));
    stamp->add_option("--corner", options->corner,
                      call.words({"放在哪个角：左上、右上、左下、右下（默认）",
                                  "which corner: top-left, top-right, bottom-left, bottom-right (default)"}));
    stamp->callback([&call, options] { call.work = [&call, options] { return runStamp(call, *options); }; });
}

} // namespace huibiao::cli
