#include "sheet/internal/package.h"

#include <fmt/format.h>
#include <zip.h>

namespace huibiao::sheet::internal {

using base::fail;
using base::Kind;
using base::Result;

namespace {

constexpr std::string_view oleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// ASCII as UTF-16LE, as names stand in an OLE file's directory.
std::string wide(std::string_view ascii) {
    std::string out;
    for (char const c : ascii) {
        out += c;
        out += '\0';
    }
    return out;
}

base::Words foreignFile(std::string_view bytes) {
    if (bytes.starts_with(oleMagic)) {
        if (bytes.find(wide("EncryptedPackage")) != std::string_view::npos)
            return {"这个表格加了打开密码，请在 WPS 或 Excel 中去掉密码，另存为 .xlsx 后再试",
                    "the workbook is encrypted; remove its password and save it as .xlsx again"};
        return {"这是旧的 .xls（或 .et）格式，请在 WPS 或 Excel 中另存为 .xlsx",
                "this is an old .xls (or .et) file; save it as .xlsx in Excel or WPS"};
    }
    if (bytes.empty()) return {"文件是空的，请重新保存为 .xlsx", "the file is empty; save it as .xlsx again"};
    return {"这不是 .xlsx 表格，或文件已损坏，请重新另存为 .xlsx",
            "not an .xlsx workbook, or damaged; save it as .xlsx again"};
}

base::Words foreignPackage(Package const& package) {
    if (package.has("xl/workbook.bin"))
        return {"这是 .xlsb 格式，请另存为 .xlsx", "this is an .xlsb file; save it as .xlsx"};
    if (package.has("content.xml"))
        return {"这是 .ods 等 OpenDocument 格式，请另存为 .xlsx",
                "this is an OpenDocument file (.ods); save it as .xlsx"};
    if (package.has("word/document.xml"))
        return {"这是 Word 文档，不是表格", "this is a Word document, not a workbook"};
    return {"压缩包里没有表格，请重新另存为 .xlsx",
            "there is no workbook in this file; save it as .xlsx again"};
}

} // namespace

void CloseZip::operator()(zip_t* zip) const {
    ::zip_discard(zip);
}
void CloseZip::operator()(zip_file_t* file) const {
    ::zip_fclose(file);
}

Result<Package> Package::open(std::string_view bytes, std::string_view where, ReadLimits const& limits) {
    Package package;
    package.m_limits = limits;
    package.m_where = where;
    if (bytes.size() > limits.fileBytes)
        return fail(Kind::Invalid,
                    {fmt::format("表格文件超过 {} MB，请删去图片等再试", limits.fileBytes >> 20U),
                     fmt::format("the workbook is larger than {} MB; remove pictures and the like",
                                 limits.fileBytes >> 20U)},
                    package.m_where);
    if (!bytes.starts_with("PK")) return fail(Kind::Invalid, foreignFile(bytes), package.m_where);

    zip_error_t error;
    ::zip_error_init(&error);
    zip_source_t* const source = ::zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* const zip = source ? ::zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    ::zip_error_fini(&error);
    if (!zip) {
        if (source) ::zip_source_free(source);
        return fail(Kind::Invalid, foreignFile(bytes), package.m_where);
    }
    package.m_zip.reset(zip);
    if (!package.has("[Content_Types].xml") || package.has("xl/workbook.bin") ||
        package.has("word/document.xml"))
        return fail(Kind::Invalid, foreignPackage(package), package.m_where);
    return package;
}

bool Package::has(std::string const& part) const {
    return ::zip_name_locate(m_zip.get(), part.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::unique_ptr<zip_file_t, CloseZip>> Package::part(std::string const& name) const {
    zip_int64_t const index = ::zip_name_locate(m_zip.get(), name.c_str(), ZIP_FL_NOCASE);
    if (index < 0)
        return fail(Kind::Invalid,
                    {fmt::format("表格文件不完整（缺少 {}），请重新另存为 .xlsx", name),
                     fmt::format("the workbook lacks {}; save it as .xlsx again", name)},
                    m_where);
    zip_file_t* const file = ::zip_fopen_index(m_zip.get(), static_cast<zip_uint64_t>(index), 0);
    if (!file) {
        if (::zip_error_code_zip(::zip_get_error(m_zip.get())) == ZIP_ER_NOPASSWD)
            return fail(Kind::Invalid,
                        {"压缩包加了密码，请去掉密码后另存为 .xlsx",
                         "the package is encrypted; save it as .xlsx without a password"},
                        m_where);
        return fail(Kind::Invalid,
                    {fmt::format("表格文件已损坏（{}），请重新另存为 .xlsx", name),
                     fmt::format("the workbook is damaged ({}); save it as .xlsx again", name)},
                    m_where);
    }
    return std::unique_ptr<zip_file_t, CloseZip>(file);
}

} // namespace huibiao::sheet::internal
