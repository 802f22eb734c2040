#include "form/filling.h"

#include "form/internal/filling_state.h"
#include "form/internal/load.h"
#include "form/internal/types.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace huibiao::form {

Filling::State::~State() {
    for (auto& [name, attachment] : attachments) wipe(attachment.bytes);
    for (auto& [name, note] : notes) wipe(note);
}

Filling::Filling(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Filling::Filling(Filling&&) noexcept = default;
Filling& Filling::operator=(Filling&&) noexcept = default;
Filling::~Filling() = default;

base::Result<Filling> Filling::begin(Form const& form, Surroundings surroundings) {
    auto state = std::make_unique<State>(form.share(), std::move(surroundings));
    if (auto started = state->engine.start(); !started) return base::pass(started);
    // The choices of all questions, which are kept: a list that came out short for want of time would look
    // like one that is whole.
    state->engine.begin();
    (void)makePages(state->engine);
    if (state->engine.gaveUp())
        return base::fail(
            base::Kind::Unsupported,
            {"表单的选项筛选太费时，请把长清单拆成几个，或者简化 choice_filter",
             "choosing what is on offer takes too long; split the long lists or simplify the filters"},
            "xform");
    return Filling(std::move(state));
}

Engine& Filling::engineOf(Filling& filling) {
    return filling.m_state->engine;
}

std::size_t Filling::language() const {
    return m_state->engine.language();
}

void Filling::setLanguage(std::size_t index) {
    if (index < m_state->engine.definition().languages.size()) m_state->engine.setLanguage(index);
}

std::vector<Page> Filling::pages() const {
    m_state->engine.begin();
    return makePages(m_state->engine);
}

std::optional<Question> Filling::question(std::string_view ref) const {
    Engine& engine = m_state->engine;
    engine.begin();
    Item* const item = engine.find(ref);
    if (item == nullptr) return std::nullopt;
    BodyElement const* const control = engine.control(*item);
    if (control == nullptr) return std::nullopt;
    return makeQuestion(engine, *item, *control);
}

namespace {

/// A choice answer as it is stored: only what is on offer, each once; multiple choices in the order of
/// the list, a ranking in its own, which must name all. nullopt when it breaks that.
std::optional<std::string> chosen(Engine& engine, Item& item, BodyElement const& control,
                                  std::string_view value) {
    ChoiceList const& list = engine.choices(item);
    auto const offered = [&](std::string const& word) {
        return std::any_of(list.begin(), list.end(), [&](ListedChoice const& c) { return c.value == word; });
    };
    if (control.tag == "select1") {
        std::string out(value);
        return offered(out) ? std::optional(out) : std::nullopt;
    }
    std::vector<std::string> words = tokens(value);
    if (!std::all_of(words.begin(), words.end(), offered)) return std::nullopt;
    std::vector<std::string> out;
    if (control.tag == "rank") {
        for (std::string& word : words)
            if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(std::move(word));
        if (out.size() != list.size()) return std::nullopt;
    } else {
        for (ListedChoice const& choice : list)
            if (std::find(words.begin(), words.end(), choice.value) != words.end() &&
                std::find(out.begin(), out.end(), choice.value) == out.end())
                out.push_back(choice.value);
    }
    std::string joined;
    for (std::string const& word : out) joined += (joined.empty() ? "" : " ") + word;
    return joined;
}

bool inRange(BodyElement const& control, std::string const& value) {
    double const number = std::strtod(value.c_str(), nullptr);
    double const start = std::strtod(control.start.c_str(), nullptr);
    double const end = std::strtod(control.end.c_str(), nullptr);
    return number >= std::min(start, end) && number <= std::max(start, end);
}

std::optional<std::string> acceptable(Engine& engine, Item& item, std::string_view value) {
    BodyElement const* const control = engine.control(item);
    if (value.empty()) return std::string();
    auto out = typed(engine.model(item).bind().type, value, false);
    if (!out || control == nullptr || out->empty()) return out;
    if (control->selects()) return chosen(engine, item, *control, *out);
    if (control->tag == "range" && !inRange(*control, *out)) return std::nullopt;
    if (control->tag == "trigger" && *out != "OK") return std::nullopt;
    return out;
}

} // namespace

std::optional<Fault> Filling::answer(std::string_view ref, std::string_view value) {
    Engine& engine = m_state->engine;
    engine.begin();
    Item* const item = engine.find(ref);
    Fault const refused{std::string(ref), FaultKind::Type, {}};
    if (item == nullptr || engine.model(*item).elementChildren != 0 || engine.readOnly(*item)) return refused;
    auto accepted = acceptable(engine, *item, value);
    if (!accepted) return refused;
    std::string before = item->stored;
    engine.store(*item, *accepted);
    engine.run();
    wipe(*accepted);
    bool const tooMany = engine.takeOverflow() >= 0;
    if (tooMany) {
        // A count no repeat can follow: the answer cannot stand.
        engine.store(*item, before);
        engine.run();
        static_cast<void>(engine.takeOverflow());
    }
    // A file that nothing names any more is gone, too.
    if (auto const file = m_state->attachments.find(before);
        !tooMany && file != m_state->attachments.end() && item->stored != before) {
        wipe(file->second.bytes);
        m_state->attachments.erase(file);
    }
    wipe(before);
    if (tooMany) return refused;
    if (!item->relevant || engine.text(*item).empty() || engine.constraintHolds(*item)) return std::nullopt;
    return Fault{std::string(ref), FaultKind::Constraint,
                 engine.render(engine.model(*item).bind().constraintMessage, item->element)};
}

std::optional<Fault> Filling::attach(std::string_view ref, Attachment attachment) {
    Engine& engine = m_state->engine;
    Item* const item = engine.find(ref);
    bool const plain = !attachment.name.empty() && attachment.name.find_first_of("/\\") == std::string::npos;
    auto const taken = m_state->attachments.find(attachment.name);
    bool const free =
        taken == m_state->attachments.end() || (item != nullptr && item->stored == attachment.name);
    if (item == nullptr || !plain || !free || engine.readOnly(*item))
        return Fault{std::string(ref), FaultKind::Type, {}};
    if (auto const old = m_state->attachments.find(item->stored); old != m_state->attachments.end()) {
        wipe(old->second.bytes);
        m_state->attachments.erase(old);
    }
    std::string const name = attachment.name;
    m_state->attachments.insert_or_assign(name, std::move(attachment));
    return answer(ref, name);
}

std::optional<Fault> Filling::check(std::string_view ref) const {
    m_state->engine.begin();
    Item* const item = m_state->engine.find(ref);
    return item == nullptr ? std::nullopt : checkItem(m_state->engine, *item);
}

std::vector<Fault> Filling::checkAll() const {
    std::vector<Fault> out;
    m_state->engine.begin();
    for (Item* item : askedItems(m_state->engine))
        if (auto fault = checkItem(m_state->engine, *item)) out.push_back(std::move(*fault));
    return out;
}

base::Result<std::string> Filling::addRepeat(std::string_view ref) {
    Engine& engine = m_state->engine;
    engine.begin();
    std::size_t const slash = ref.rfind('/');
    std::string_view const last = slash == std::string_view::npos ? ref : ref.substr(slash);
    std::string_view const range = ref.substr(0, slash + last.find('['));
    Item* const parent = slash == std::string_view::npos ? nullptr : engine.find(ref.substr(0, slash));
    int const repeat = parent == nullptr
                           ? -1
                           : engine.definition().find(engine.model(*parent).path +
                                                      std::string(last.substr(0, last.find('['))));
    if (repeat < 0 || !engine.nodeAt(repeat).isRepeat || !engine.userControlled(repeat))
        return base::fail(base::Kind::Invalid, {fmt::format("{} 不能再添加", range),
                                                fmt::format("nothing can be added to {}", range)});
    Item* const added = engine.addInstance(*parent, repeat, true);
    if (added == nullptr)
        return base::fail(base::Kind::Full,
                          {fmt::format("{} 最多 {} 次", range, maxRepeatInstances),
                           fmt::format("{} can be repeated {} times at most", range, maxRepeatInstances)});
    return engine.refOf(*added);
}

base::Result<void> Filling::removeRepeat(std::string_view ref) {
    Engine& engine = m_state->engine;
    engine.begin();
    Item* const item = engine.find(ref);
    if (item == nullptr || !engine.model(*item).isRepeat || !engine.userControlled(item->node))
        return base::fail(base::Kind::Invalid,
                          {fmt::format("{} 不能删除", ref), fmt::format("{} cannot be removed", ref)});
    engine.removeInstance(*item);
    return {};
}

Submission Filling::State::submission() {
    Submission out;
    Definition const& definition = engine.definition();
    out.formId = definition.id;
    out.formVersion = definition.version;
    if (definition.instanceIdNode >= 0)
        for (Item* item : engine.below(nullptr, definition.instanceIdNode))
            out.instanceId = engine.text(*item);
    out.xml = submissionXml(engine, notes);
    for (std::size_t n = 0; n < definition.nodes.size(); ++n) {
        if (definition.nodes[n].elementChildren != 0) continue;
        if (attachments.empty()) break;
        for (Item* item : engine.below(nullptr, static_cast<int>(n)))
            if (auto const found = attachments.find(engine.text(*item)); found != attachments.end())
                out.attachments.push_back(found->second);
    }
    return out;
}

base::Result<Submission> Filling::finish() {
    Engine& engine = m_state->engine;
    if (auto const faults = checkAll(); !faults.empty())
        return base::fail(
            base::Kind::Invalid,
            {fmt::format("题目 {} 还没有答好，请返回修改", faults.front().ref),
             fmt::format("the question {} is not answered rightly yet; go back to it", faults.front().ref)});
    engine.begin();
    engine.finishing();
    return m_state->submission();
}

Submission Filling::partial() const {
    m_state->engine.begin();
    Submission out = m_state->submission();
    out.complete = false;
    return out;
}

void Filling::describe(std::string_view name, std::string value) {
    if (auto const before = m_state->notes.find(name); before != m_state->notes.end()) {
        wipe(before->second);
        m_state->notes.erase(before);
    }
    if (!value.empty()) m_state->notes.emplace(name, std::move(value));
}

} // namespace huibiao::form
