#include "xml/parse.h"

#include "xml/internal/builder.h"
#include "xml/internal/source.h"

#include <fmt/format.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>

#include <climits>
#include <optional>

namespace huibiao::xml {

using base::Error;
using base::fail;
using base::Kind;
using base::Result;
using base::Words;

namespace {

constexpr std::size_t attributesInTag = 1000;
/// libxml2 looks a prefix up among all that are in scope, one by one.
constexpr std::size_t prefixesInScope = 1000;

std::string_view view(xmlChar const* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<char const*>(text));
}

std::string_view view(xmlChar const* text, int length) {
    return {reinterpret_cast<char const*>(text), static_cast<std::size_t>(length)};
}

struct Run {
    Builder builder;
    ParseLimits limits;
    std::string_view name;
    Cdata cdata;
    xmlParserCtxtPtr parser = nullptr;
    std::vector<std::size_t> prefixes{0}; ///< in scope, for each open element
    std::optional<Error> error = std::nullopt;

    void stop(Kind kind, Words words, int line, int column) {
        if (!error)
            error = Error{kind, std::move(words), fmt::format("{}:{}:{}", name, line, std::max(column, 1))};
        xmlStopParser(parser);
    }
    void stopHere(Kind kind, Words words) {
        stop(kind, std::move(words), xmlSAX2GetLineNumber(parser), xmlSAX2GetColumnNumber(parser));
    }
    void checkSize() {
        if (builder.nodes() > limits.nodes)
            stopHere(Kind::Unsupported, {fmt::format("内容过多（超过 {} 个节点）", limits.nodes),
                                         fmt::format("too large: more than {} nodes", limits.nodes)});
    }
};

Run& runOf(void* context) {
    return *static_cast<Run*>(static_cast<xmlParserCtxtPtr>(context)->_private);
}

/// libxml2 is C: nothing may be thrown through it.
template <class Body>
void guarded(void* context, Body body) noexcept {
    auto& run = runOf(context);
    if (run.error) return;
    try {
        body(run);
    } catch (std::exception const& failure) {
        run.stop(Kind::Unsupported, {"内存不足", failure.what()}, 0, 0);
    }
}

void onStart(void* context, xmlChar const* local, xmlChar const* prefix, xmlChar const* uri, int declared,
             xmlChar const** declarations, int count, int, xmlChar const** attributes) {
    guarded(context, [&](Run& run) {
        auto& builder = run.builder;
        builder.open(view(local), view(uri), view(prefix),
                     static_cast<std::uint32_t>(xmlSAX2GetLineNumber(context)));
        for (int i = 0; i < declared; ++i)
            builder.declare(view(declarations[2 * i]), view(declarations[2 * i + 1]));
        for (int i = 0; i < count; ++i) {
            auto const* at = attributes + 5 * i;
            builder.attribute(view(at[0]), view(at[2]), view(at[1]),
                              view(at[3], static_cast<int>(at[4] - at[3])));
        }
        run.prefixes.push_back(run.prefixes.back() + static_cast<std::size_t>(declared));
        if (builder.depth() > run.limits.depth)
            run.stopHere(Kind::Unsupported, {fmt::format("嵌套超过 {} 层", run.limits.depth),
                                             fmt::format("nested more than {} deep", run.limits.depth)});
        else if (run.prefixes.back() > prefixesInScope)
            run.stopHere(Kind::Unsupported,
                         {fmt::format("命名空间声明超过 {} 个", prefixesInScope),
                          fmt::format("more than {} namespace declarations in scope", prefixesInScope)});
        else
            run.checkSize();
    });
}

void onEnd(void* context, xmlChar const*, xmlChar const*, xmlChar const*) {
    guarded(context, [](Run& run) {
        run.prefixes.pop_back();
        run.builder.close();
    });
}

void onText(void* context, xmlChar const* text, int length) {
    guarded(context, [&](Run& run) {
        run.builder.text(view(text, length), static_cast<std::uint32_t>(xmlSAX2GetLineNumber(context)));
        run.checkSize();
    });
}

void onCdata(void* context, xmlChar const* text, int length) {
    guarded(context, [&](Run& run) {
        run.builder.text(view(text, length), static_cast<std::uint32_t>(xmlSAX2GetLineNumber(context)),
                         run.cdata == Cdata::Apart);
        run.checkSize();
    });
}

void onComment(void* context, xmlChar const* text) {
    guarded(context, [&](Run& run) {
        run.builder.comment(view(text));
        run.checkSize();
    });
}

void onInstruction(void* context, xmlChar const* target, xmlChar const* data) {
    guarded(context, [&](Run& run) {
        run.builder.instruction(view(target), view(data));
        run.checkSize();
    });
}

/// Called for every entity that is not one of the five.
xmlEntityPtr onEntity(void* context, xmlChar const* name) {
    guarded(context, [&](Run& run) {
        run.stopHere(
            Kind::Invalid,
            {fmt::format("实体 &{}; 没有定义；“&”本身要写成 &amp;", view(name)),
             fmt::format("the entity &{}; is not defined; write &amp; for \"&\" itself", view(name))});
    });
    return nullptr;
}

Words wordsFor(xmlError const& error) {
    auto const detail = view(reinterpret_cast<xmlChar const*>(error.message));
    std::string const english(detail.substr(0, detail.find_last_not_of(" \n") + 1));
    char const* chinese = "不是格式正确的 XML";
    switch (error.code) {
    case XML_ERR_TAG_NAME_MISMATCH: chinese = "开始标签与结束标签不一致"; break;
    case XML_ERR_TAG_NOT_FINISHED:
    case XML_ERR_DOCUMENT_END: chinese = "文件不完整，有标签没有结束"; break;
    case XML_ERR_DOCUMENT_EMPTY: chinese = "没有 XML 内容"; break;
    case XML_ERR_INVALID_ENCODING:
    case XML_ERR_INVALID_CHAR: chinese = "有无效字符，请另存为 UTF-8"; break;
    case XML_ERR_ATTRIBUTE_REDEFINED:
    case XML_NS_ERR_ATTRIBUTE_REDEFINED: chinese = "同一标签中属性重复"; break;
    case XML_ERR_LT_IN_ATTRIBUTE: chinese = "属性值中的“<”要写成 &lt;"; break;
    case XML_ERR_NAME_REQUIRED: chinese = "此处应为名称（“&”“<”本身要写成 &amp; &lt;）"; break;
    case XML_NS_ERR_UNDEFINED_NAMESPACE: chinese = "命名空间前缀没有声明"; break;
    default: break;
    }
    return {fmt::format("{}（{}）", chinese, english), fmt::format("not well-formed XML: {}", english)};
}

#if LIBXML_VERSION >= 21200
using ErrorPointer = xmlError const*;
#else
using ErrorPointer = xmlErrorPtr;
#endif

void onError(void* context, ErrorPointer error) {
    if (error->level == XML_ERR_WARNING) return;
    guarded(context, [&](Run& run) { run.stop(Kind::Invalid, wordsFor(*error), error->line, error->int2); });
}

xmlSAXHandler handlers() {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = onStart;
    sax.endElementNs = onEnd;
    sax.characters = onText;
    sax.ignorableWhitespace = onText;
    sax.cdataBlock = onCdata;
    sax.comment = onComment;
    sax.processingInstruction = onInstruction;
    sax.getEntity = onEntity;
    sax.serror = onError;
    return sax;
}

} // namespace

Result<std::unique_ptr<Document>> parse(std::string_view bytes, std::string_view name,
                                        ParseLimits const& limits, Cdata cdata) {
    if (bytes.size() > std::min(limits.bytes, std::size_t{INT_MAX / 2}))
        return fail(Kind::Unsupported,
                    {fmt::format("文件过大（{} 字节，上限 {}）", bytes.size(), limits.bytes),
                     fmt::format("too large: {} bytes, at most {}", bytes.size(), limits.bytes)},
                    std::string(name));
    auto const text = decodeSource(bytes, name);
    if (!text) return base::pass(text);
    if (auto const sound = checkSource(*text, name, attributesInTag); !sound) return base::pass(sound);
    if (text->find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(Kind::Invalid, {"没有 XML 内容", "there is no XML in it"}, fmt::format("{}:1:1", name));

    auto document = std::make_unique<Document>();
    Run run{Builder(*document), limits, name, cdata};
    xmlParserCtxtPtr const parser = xmlNewParserCtxt();
    if (parser == nullptr) return fail(Kind::Unsupported, {"内存不足", "out of memory"}, std::string(name));
    *parser->sax = handlers();
    parser->_private = &run;
    run.parser = parser;
    // HUGE lifts the library's limits; ours, in Run, are stricter where it matters.
    // NOENT: without it the library hands over "&amp;" in an attribute as "&#38;". No other entity than the
    // five gets that far: onEntity stops at it.
    constexpr int options = XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_HUGE | XML_PARSE_NOENT;
    auto* const tree =
        xmlCtxtReadMemory(parser, text->data(), static_cast<int>(text->size()), nullptr, "UTF-8", options);
    bool const sound = parser->wellFormed != 0;
    if (tree != nullptr) xmlFreeDoc(tree);
    if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
    parser->myDoc = nullptr;
    xmlFreeParserCtxt(parser);

    if (run.error) return tl::unexpected<Error>(*std::move(run.error));
    if (!sound || document->element() == nullptr)
        return fail(Kind::Invalid, {"不是格式正确的 XML", "not well-formed XML"}, std::string(name));
    return document;
}

} // namespace huibiao::xml
