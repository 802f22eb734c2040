#include "draw/press.h"

#include "draw/internal/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <stdexcept>
#include <string_view>
// qpdf 11 asks every user to say that std::shared_ptr is meant.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <qpdf/QPDFWriter.hh>

namespace huibiao::draw {

namespace {

using Handle = QPDFObjectHandle;

/// What cannot be brought over; becomes an Error where the work began.
struct Refused : std::runtime_error {
    Refused(char const* chinese, char const* english) : std::runtime_error(english), zh(chinese) {}
    std::string zh;
};

template <class Work>
base::Result<std::string> guarded(Work const& work) {
    try {
        return work();
    } catch (Refused const& e) {
        return base::fail(base::Kind::Unsupported, {e.zh, e.what()});
    } catch (std::exception const& e) {
        std::string const reason = e.what();
        return base::fail(base::Kind::Io, {"PDF 印前处理失败：" + reason,
                                           "the PDF could not be made ready for print: " + reason});
    }
}

std::string decimal(double value) {
    return fmt::format("{:.4g}", value);
}

std::string inkWords(Inks const& inks) {
    return decimal(inks.cyan) + " " + decimal(inks.magenta) + " " + decimal(inks.yellow) + " " +
           decimal(inks.black);
}

Colour colourOf(std::array<double, 3> const& rgb) {
    auto const byte = [](double v) { return static_cast<std::uint8_t>(std::clamp(v, 0.0, 1.0) * 255 + 0.5); };
    return {byte(rgb[0]), byte(rgb[1]), byte(rgb[2]), 255};
}

std::optional<double> number(std::string const& text) {
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Rewrites rg and RG as k and K; all other tokens pass as they are.
class ColourFilter : public Handle::TokenFilter {
public:
    explicit ColourFilter(Separation const& separation) : m_separation(separation) {}

    void handleToken(QPDFTokenizer::Token const& token) override {
        using Type = QPDFTokenizer::token_type_e;
        Type const type = token.getType();
        if (type == Type::tt_integer || type == Type::tt_real || type == Type::tt_space) {
            m_waiting.push_back(token);
            return;
        }
        if (token.isWord() && (token.getValue() == "rg" || token.getValue() == "RG")) {
            operands(token.getValue() == "rg" ? "k" : "K");
            return;
        }
        flush();
        writeToken(token);
    }
    void handleEOF() override { flush(); }

private:
    void flush() {
        for (QPDFTokenizer::Token const& token : m_waiting) writeToken(token);
        m_waiting.clear();
    }
    void operands(char const* name) {
        std::vector<double> values;
        std::string leading;
        for (QPDFTokenizer::Token const& token : m_waiting) {
            if (auto const value = number(token.getValue())) {
                values.push_back(*value);
            } else if (values.empty()) {
                leading += token.getRawValue();
            }
        }
        m_waiting.clear();
        if (values.size() != 3) throw std::runtime_error("colour with other than three numbers");
        write(leading + inkWords(m_separation.inks(colourOf({values[0], values[1], values[2]}))) + " " +
              name);
    }

    Separation const& m_separation;
    std::vector<QPDFTokenizer::Token> m_waiting;
};

bool isRgb(Handle object) {
    return object.isNameAndEquals("/DeviceRGB");
}

void separateList(Handle function, char const* key, Separation const& separation) {
    Handle list = function.getKey(key);
    if (!list.isArray() || list.getArrayNItems() != 3)
        throw Refused("渐变的写法不认识", "an unknown kind of gradient");
    std::array<double, 3> rgb{};
    for (int i = 0; i < 3; ++i) rgb[static_cast<std::size_t>(i)] = list.getArrayItem(i).getNumericValue();
    Inks const inks = separation.inks(colourOf(rgb));
    Handle out = Handle::newArray();
    for (double const value : {inks.cyan, inks.magenta, inks.yellow, inks.black})
        out.appendItem(Handle::newReal(value, 4));
    function.replaceKey(key, out);
}

/// Of a gradient: exponential steps between two colours, and runs of them.
void separateFunction(Handle function, Separation const& separation, std::set<std::string>& done) {
    if (function.isIndirect() && !done.insert(function.getObjGen().unparse(',')).second) return;
    int const type = static_cast<int>(function.getKey("/FunctionType").getIntValue());
    if (type == 2) {
        separateList(function, "/C0", separation);
        separateList(function, "/C1", separation);
    } else if (type == 3) {
        for (Handle part : function.getKey("/Functions").aitems()) separateFunction(part, separation, done);
    } else {
        throw Refused("渐变的写法不认识，请换成普通的两色渐变",
                      "an unknown kind of gradient; use a plain one");
    }
}

void separateImage(Handle image, Separation const& separation) {
    auto const data = image.getStreamData(qpdf_dl_all);
    Handle dictionary = image.getDict();
    std::size_t const count = static_cast<std::size_t>(dictionary.getKey("/Width").getIntValue()) *
                              static_cast<std::size_t>(dictionary.getKey("/Height").getIntValue());
    if (dictionary.getKey("/BitsPerComponent").getIntValue() != 8 || data->getSize() < count * 3)
        throw std::runtime_error("a picture of unknown depth");
    std::string inks(count * 4, '\0');
    separation.convert(data->getBuffer(), reinterpret_cast<std::uint8_t*>(inks.data()), count);
    // No filter: the writer packs it.
    image.replaceStreamData(inks, Handle::newNull(), Handle::newNull());
    dictionary.replaceKey("/ColorSpace", Handle::newName("/DeviceCMYK"));
}

bool isContent(Handle dictionary) {
    return dictionary.getKey("/Subtype").isNameAndEquals("/Form") ||
           dictionary.getKey("/PatternType").isInteger();
}

void separateObject(Handle object, Separation const& separation, std::set<std::string>& done) {
    Handle dictionary = object.isStream() ? object.getDict() : object;
    if (!dictionary.isDictionary()) return;
    Handle group = dictionary.getKey("/Group");
    if (group.isDictionary() && isRgb(group.getKey("/CS")))
        group.replaceKey("/CS", Handle::newName("/DeviceCMYK"));
    if (object.isStream() && dictionary.getKey("/Subtype").isNameAndEquals("/Image") &&
        isRgb(dictionary.getKey("/ColorSpace")))
        separateImage(object, separation);
    if (object.isStream() && isContent(dictionary))
        object.addTokenFilter(std::make_shared<ColourFilter>(separation));
    Handle shading = dictionary.getKey("/Shading");
    if (!shading.isDictionary()) shading = dictionary;
    if (shading.getKey("/ShadingType").isInteger() && isRgb(shading.getKey("/ColorSpace"))) {
        if (shading.getKey("/ShadingType").getIntValue() > 3)
            throw Refused("版式里有网格渐变，印刷时请换成普通渐变",
                          "a mesh gradient: use a plain one for print");
        separateFunction(shading.getKey("/Function"), separation, done);
        shading.replaceKey("/ColorSpace", Handle::newName("/DeviceCMYK"));
    }
}

std::string written(QPDF& file, bool old) {
    QPDFWriter writer(file);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setRecompressFlate(false);
    if (old) {
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.forcePDFVersion("1.4");
    }
    writer.write();
    auto const buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize()};
}

/// A picture with see-through pixels on white; its inks are those of the picture weighed by the mask.
void layOnWhite(Handle image) {
    Handle dictionary = image.getDict();
    Handle mask = dictionary.getKey("/SMask");
    if (!mask.isStream()) return;
    if (!dictionary.getKey("/ColorSpace").isNameAndEquals("/DeviceCMYK"))
        throw Refused("有一张图片不是四色", "a picture is not in inks");
    auto const pixels = image.getStreamData(qpdf_dl_all);
    auto const alpha = mask.getStreamData(qpdf_dl_all);
    std::size_t const count = alpha->getSize();
    if (pixels->getSize() < count * 4) throw std::runtime_error("a mask of another size than its picture");
    std::string out(count * 4, '\0');
    for (std::size_t i = 0; i < count * 4; ++i)
        out[i] = static_cast<char>(pixels->getBuffer()[i] * alpha->getBuffer()[i / 4] / 255);
    image.replaceStreamData(out, Handle::newNull(), Handle::newNull());
    dictionary.removeKey("/SMask");
}

void refuseSeeThrough(Handle dictionary) {
    for (char const* key : {"/ca", "/CA"}) {
        Handle value = dictionary.getKey(key);
        if (value.isNumber() && value.getNumericValue() < 1)
            throw Refused("版式里有半透明的地方，PDF/X-3 不允许：请改成不透明的颜色",
                          "the layout is see-through somewhere, which PDF/X-3 forbids: use opaque colours");
    }
    Handle mask = dictionary.getKey("/SMask");
    if (mask.isDictionary())
        throw Refused("版式里有渐隐的地方，PDF/X-3 不允许：请改成不透明的颜色",
                      "the layout fades somewhere, which PDF/X-3 forbids: use opaque colours");
}

} // namespace

base::Result<std::string> separated(std::string const& pdf, Separation const& separation) {
    return guarded([&] {
        QPDF file;
        file.setSuppressWarnings(true);
        file.processMemoryFile("sheet", pdf.data(), pdf.size());
        std::set<std::string> done;
        for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(file).getAllPages())
            page.addContentTokenFilter(std::make_shared<ColourFilter>(separation));
        for (Handle object : file.getAllObjects()) separateObject(object, separation, done);
        return written(file, false);
    });
}

base::Result<std::string> asPdfX3(std::string const& pdf, std::string const& title,
                                  PrintingCondition const& condition) {
    return guarded([&] {
        QPDF file;
        file.setSuppressWarnings(true);
        file.processMemoryFile("sheet", pdf.data(), pdf.size());
        for (Handle object : file.getAllObjects()) {
            Handle dictionary = object.isStream() ? object.getDict() : object;
            if (!dictionary.isDictionary()) continue;
            if (object.isStream() && dictionary.getKey("/Subtype").isNameAndEquals("/Image"))
                layOnWhite(object);
            if (dictionary.getKey("/Group").isDictionary() &&
                dictionary.getKey("/Group").getKey("/S").isNameAndEquals("/Transparency"))
                dictionary.removeKey("/Group");
            refuseSeeThrough(dictionary);
            Handle states = dictionary.getKey("/ExtGState");
            if (states.isDictionary())
                for (std::string const& name : states.getKeys())
                    if (states.getKey(name).isDictionary()) refuseSeeThrough(states.getKey(name));
        }
        for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(file).getAllPages()) {
            // Trim box or art box, never both (6.2 of the standard).
            page.getObjectHandle().removeKey("/ArtBox");
            if (!page.getObjectHandle().hasKey("/TrimBox"))
                throw std::runtime_error("a page without trim box");
        }
        Handle trailer = file.getTrailer();
        Handle info = trailer.getKey("/Info");
        if (!info.isDictionary()) {
            info = file.makeIndirectObject(Handle::newDictionary());
            trailer.replaceKey("/Info", info);
        }
        // The same things give the same bytes: no present time.
        info.replaceKey("/CreationDate", Handle::newString("D:20000101000000Z"));
        info.replaceKey("/ModDate", Handle::newString("D:20000101000000Z"));
        info.replaceKey("/Title", Handle::newUnicodeString(title));
        info.replaceKey("/Creator", Handle::newString("huibiao"));
        info.replaceKey("/Trapped", Handle::newName("/False"));
        info.replaceKey("/GTS_PDFXVersion", Handle::newString("PDF/X-3:2003"));
        Handle intent = Handle::newDictionary();
        intent.replaceKey("/Type", Handle::newName("/OutputIntent"));
        intent.replaceKey("/S", Handle::newName("/GTS_PDFX"));
        intent.replaceKey("/OutputConditionIdentifier", Handle::newString(condition.identifier));
        intent.replaceKey("/RegistryName", Handle::newString("http://www.color.org"));
        intent.replaceKey("/Info", Handle::newString(condition.info));
        Handle intents = Handle::newArray();
        intents.appendItem(file.makeIndirectObject(intent));
        file.getRoot().replaceKey("/OutputIntents", intents);
        return written(file, true);
    });
}

} // namespace huibiao::draw
