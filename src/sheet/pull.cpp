#include "sheet/internal/package.h"

#include <fmt/format.h>
#include <libxml/xmlreader.h>
#include <zip.h>

namespace huibiao::sheet::internal {

using base::fail;
using base::Kind;
using base::Result;

namespace {

struct FreeReader {
    void operator()(xmlTextReader* reader) const { ::xmlFreeTextReader(reader); }
};

std::string_view view(xmlChar const* text) {
    return text ? std::string_view(reinterpret_cast<char const*>(text)) : std::string_view();
}

void quiet(void*, xmlError*) {}

} // namespace

struct Pull::State {
    std::unique_ptr<zip_file_t, CloseZip> file;
    std::unique_ptr<xmlTextReader, FreeReader> reader;
    bool closePending = false; ///< after the Open of <a/>
    bool overLimit = false;
};

Pull::Pull(Package& package, std::string part)
    : m_package(package), m_part(std::move(part)), m_state(std::make_unique<State>()) {}

Pull::~Pull() = default;

Result<std::unique_ptr<Pull>> Pull::open(Package& package, std::string const& part) {
    auto file = package.part(part);
    if (!file) return base::pass(file);
    std::unique_ptr<Pull> pull(new Pull(package, part));
    pull->m_state->file = std::move(*file);
    auto const read = [](void* context, char* buffer, int size) {
        return static_cast<Pull*>(context)->read(buffer, size);
    };
    int const options = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    pull->m_state->reader.reset(::xmlReaderForIO(read, nullptr, pull.get(), nullptr, nullptr, options));
    if (!pull->m_state->reader) return tl::unexpected<base::Error>(pull->damaged());
    ::xmlTextReaderSetStructuredErrorHandler(pull->m_state->reader.get(), quiet, nullptr);
    return pull;
}

int Pull::read(char* buffer, int size) {
    zip_int64_t const n = ::zip_fread(m_state->file.get(), buffer, static_cast<zip_uint64_t>(size));
    if (n > 0 && !m_package.count(static_cast<std::size_t>(n))) {
        m_state->overLimit = true;
        return -1;
    }
    return static_cast<int>(n);
}

base::Error Pull::damaged() const {
    std::string const where = fmt::format("{} {}", m_package.where(), m_part);
    if (m_state->overLimit)
        return {
            Kind::Invalid,
            {"表格解开后太大（可能整列整行设了格式），请删去多余的行列再试",
             "the workbook unpacks to too much (whole rows or columns may be formatted); delete unused ones"},
            where};
    return {Kind::Invalid,
            {"表格文件已损坏，请在 WPS 或 Excel 中打开并重新另存为 .xlsx",
             "the workbook is damaged; open it in Excel or WPS and save it as .xlsx again"},
            where};
}

Result<Step> Pull::next() {
    if (m_state->closePending) {
        m_state->closePending = false;
        return Step::Close;
    }
    xmlTextReader* const reader = m_state->reader.get();
    for (;;) {
        int const more = ::xmlTextReaderRead(reader);
        if (more == 0) return Step::End;
        if (more < 0) return tl::unexpected<base::Error>(damaged());
        switch (::xmlTextReaderNodeType(reader)) {
        case XML_READER_TYPE_ELEMENT:
            if (!m_package.countElement()) {
                m_state->overLimit = true;
                return tl::unexpected<base::Error>(damaged());
            }
            m_state->closePending = ::xmlTextReaderIsEmptyElement(reader) == 1;
            return Step::Open;
        case XML_READER_TYPE_END_ELEMENT: return Step::Close;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return Step::Text;
        case XML_READER_TYPE_DOCUMENT_TYPE:
        case XML_READER_TYPE_ENTITY_REFERENCE: return tl::unexpected<base::Error>(damaged());
        default: break;
        }
    }
}

std::string_view Pull::name() const {
    return view(::xmlTextReaderConstLocalName(m_state->reader.get()));
}

std::string_view Pull::text() const {
    return view(::xmlTextReaderConstValue(m_state->reader.get()));
}

int Pull::depth() const {
    return ::xmlTextReaderDepth(m_state->reader.get());
}

std::optional<std::string> Pull::attribute(char const* wanted, bool prefixed) const {
    xmlTextReader* const reader = m_state->reader.get();
    std::optional<std::string> found;
    for (int more = ::xmlTextReaderMoveToFirstAttribute(reader); more == 1 && !found;
         more = ::xmlTextReaderMoveToNextAttribute(reader))
        if (name() == wanted && prefixed == (::xmlTextReaderConstPrefix(reader) != nullptr)) found = text();
    ::xmlTextReaderMoveToElement(reader);
    return found;
}

Pull::Attributes const& Pull::attributes() {
    xmlTextReader* const reader = m_state->reader.get();
    m_attributes.clear();
    // Without entities an attribute is one piece of text, and the views stay good until the next step.
    for (int more = ::xmlTextReaderMoveToFirstAttribute(reader); more == 1;
         more = ::xmlTextReaderMoveToNextAttribute(reader))
        if (::xmlTextReaderConstPrefix(reader) == nullptr) m_attributes.emplace_back(name(), text());
    ::xmlTextReaderMoveToElement(reader);
    return m_attributes;
}

Result<void> Pull::skip() {
    int const end = depth();
    for (;;) {
        Result<Step> const step = next();
        if (!step) return base::pass(step);
        if (*step == Step::Close && depth() == end) return {};
        if (*step == Step::End) return {};
    }
}

} // namespace huibiao::sheet::internal
