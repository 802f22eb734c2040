#include "draw/internal/sheet.h"

#include "draw/document.h"

#include <array>
#include <cctype>
#include <map>
#include <set>
// qpdf 11 asks every user to say that std::shared_ptr is meant.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <string_view>

namespace huibiao::draw {

base::Result<std::string> boxed(std::string const& pdf, Sheet const& sheet) {
    // In a PDF y goes upwards.
    auto const box = [&](Rect const& r) {
        return QPDFObjectHandle::newFromRectangle(
            {r.x, sheet.size.height - r.bottom(), r.right(), sheet.size.height - r.y});
    };
    try {
        QPDF file;
        file.setSuppressWarnings(true);
        file.processMemoryFile("sheet", pdf.data(), pdf.size());
        for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(file).getAllPages()) {
            QPDFObjectHandle object = page.getObjectHandle();
            object.replaceKey("/TrimBox", box(sheet.trim));
            object.replaceKey("/BleedBox", box(sheet.trim.inset(-sheet.bleed)));
            if (sheet.slug > 0 && !sheet.marks) {
                object.replaceKey("/CropBox", box({0, 0, sheet.size.width, sheet.size.height - sheet.slug}));
            }
        }
        QPDFWriter writer(file);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.write();
        auto const buffer = writer.getBufferSharedPointer();
        return std::string(reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize());
    } catch (std::exception const& e) {
        std::string const reason = e.what();
        return base::fail(base::Kind::Io,
                          {"PDF 页面框写入失败：" + reason, "the PDF's boxes could not be set: " + reason});
    }
}

std::vector<std::string> pdfFonts(std::string const& pdf) {
    std::set<std::string> names;
    try {
        QPDF file;
        file.setSuppressWarnings(true);
        file.processMemoryFile("sheet", pdf.data(), pdf.size());
        for (QPDFObjectHandle object : file.getAllObjects()) {
            if (!object.isDictionaryOfType("/FontDescriptor")) continue;
            QPDFObjectHandle name = object.getKey("/FontName");
            if (!name.isName()) continue;
            std::string const text = name.getName().substr(1);
            std::size_t const plus = text.find('+');
            names.insert(plus == std::string::npos ? text : text.substr(plus + 1));
        }
    } catch (std::exception const&) {
        return {};
    }
    return {names.begin(), names.end()};
}

std::string plainIds(std::string const& svg) {
    static constexpr std::array<std::string_view, 4> Kinds{"surface", "image", "mask", "source"};
    std::map<std::string, std::string, std::less<>> names;
    std::string result;
    result.reserve(svg.size());
    for (std::size_t at = 0; at < svg.size();) {
        std::size_t length = 0;
        bool const start = at > 0 && (svg[at - 1] == '"' || svg[at - 1] == '#');
        for (std::string_view const kind : Kinds) {
            if (!start || svg.compare(at, kind.size(), kind) != 0) continue;
            std::size_t end = at + kind.size();
            while (end < svg.size() && std::isdigit(static_cast<unsigned char>(svg[end])) != 0) ++end;
            if (end == at + kind.size()) continue;
            std::string const old = svg.substr(at, end - at);
            auto const [found, added] = names.try_emplace(old);
            if (added) found->second = std::string(kind) + "-" + std::to_string(names.size());
            result += found->second;
            length = end - at;
        }
        if (length == 0) {
            result += svg[at];
            length = 1;
        }
        at += length;
    }
    return result;
}

} // namespace huibiao::draw
