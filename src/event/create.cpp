#include "event/create.h"

#include "base/file.h"
#include "base/utf8.h"
#include "wording/banner.h"

#include <fmt/format.h>

namespace huibiao::event {

namespace {

namespace fs = std::filesystem;

constexpr char const* questionnaireName = "满意度问卷.xlsx";

std::string tomlString(std::string_view text) {
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

/// Every setting with its default, so that a person can change it without a manual.
std::string toml(plan::Activity const& activity, std::string const& city, int year,
                 std::vector<std::string> const& places, wording::Banner const& banner) {
    std::vector<std::string> quoted;
    for (std::string const& place : places) quoted.push_back(tomlString(place));
    std::string const date =
        activity.month > 0 ? fmt::format("{:04}-{:02}", year, activity.month) : std::string();
    return fmt::format(R"(# 活动包设置。改完用 huibiao event check 检查。
# 以 # 开头的行是说明或没有启用的设置。

[event]
unit  = {}
city  = {}
year  = {}
theme = {}
date  = {}        # 年-月-日，或年-月
# name = "政务公开主题日"   # 也可以是 政务公开主题月、政府开放日
# 会标：{}

[brand]
# 市政务公开办提供的LOGO文件（PNG、JPEG 或 SVG）放进本文件夹后，在这里写文件名：
# logo = "logo.png"

# 触摸屏上填写的问卷，可以有几份。用 WPS 或 Excel 打开修改。
[[questionnaire]]
form = {}

# 屏幕上显示的二维码，可以有几个；换成本单位问卷的网址后去掉行首的 #。
# [[link]]
# url = "https://example.org/"
# caption = "手机扫码填写问卷"

[attract]
show = ["banner", "qr"]   # 无人时轮流显示：banner 会标，qr 二维码
seconds = 12              # 每页几秒

[idle]
after_seconds = 60        # 填写中多久没人碰就提醒
warning_seconds = 20      # 提醒多久后清空（至少20秒）

[visits]
# cooldown_seconds = 10   # 一份交上以后，隔几秒才能填下一份
# per_day = 200           # 这块屏幕每天最多收几份
# from = "2023-05-15"     # 第一天；在这以前填不了
# until = "2023-05-31"    # 最后一天
# partial = "keep"        # 填到一半走开的，也留下，标明未完成；不写就清除
# assisted = true         # 工作人员页面上可以“代填”：走访调查、电话回访，一份接一份
# 问卷里问姓名、电话等个人信息时，写清谁收、用来做什么、存多久；市民按“同意并开始”才往下填：
# consent = "…"

[sound]
touch = true              # 按键时轻响一声；没有音箱就没有声音

# 打字时排在最前的词：地名、人名、本地的说法。单位、所在的市和主题里的词不用写。
[input]
words = [{}]

# 物料（huibiao kit）上写的地点、名单和指示牌。名单是一张表，表头 姓名、职务、照片、用途，后三列可以没有。
[kit]
# place  = "…"              # 活动地点
# people = "名单.xlsx"       # 工作证和桌牌上的人
# signs  = ["签到处", "问卷填写处"]

# 电脑接着第二块屏幕（LED大屏、电视、投影）时，上面显示会标。系统的显示设置要选“扩展”，不要选“复制”。
[display]
# wall = "second"           # 不是触摸屏的那一块；接着几块时写它的名字，如 "HDMI-1"
# item = "LED大屏"          # 显示哪一样物料

# 答卷加密保存：用 huibiao event keys 生成钥匙，不要手写。没有钥匙就不加密。
[seal]

[staff]
# 口令用 huibiao event pin 设置，不要手写。
)",
                       tomlString(activity.unit), tomlString(city), year, tomlString(activity.theme),
                       tomlString(date), banner.line, tomlString(questionnaireName),
                       base::join(quoted, ", "));
}

} // namespace

base::Result<void> create(plan::Activity const& activity, std::string const& city, int year,
                          std::vector<std::string> const& places, fs::path const& share,
                          fs::path const& folder) {
    wording::BannerInput input;
    input.unit = activity.unit;
    input.city = city;
    input.theme = activity.theme;
    input.year = year;
    auto const banner = wording::banner(input);
    if (!banner) return base::pass(banner);

    std::error_code ignored;
    if (fs::exists(folder / "event.toml", ignored))
        return base::fail(base::Kind::Exists,
                          {"这里已有一个活动包，没有改动它；请换一个文件夹名",
                           "there is a bundle here already; it was left as it is: choose another folder"},
                          (folder / "event.toml").string());
    if (auto made = base::makeFolder(folder); !made) return made;
    auto const questionnaire = base::readFile(share / "assets" / "templates" / questionnaireName);
    if (!questionnaire) return base::pass(questionnaire);
    if (auto wrote = base::writeNewDurably(folder / questionnaireName, *questionnaire);
        !wrote && wrote.error().kind != base::Kind::Exists)
        return wrote;
    return base::writeNewDurably(folder / "event.toml", toml(activity, city, year, places, *banner));
}

} // namespace huibiao::event
