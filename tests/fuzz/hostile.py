"""Files made to cost as much as they can: about a megabyte each, for every target of tests/fuzz."""
import io
import zipfile

MEGABYTE = 1 << 20


def fill(piece, room=MEGABYTE):
    return piece * (room // len(piece))


def nested(opening, middle, closing, depth):
    return opening * depth + middle + closing * depth


# XML

def xml_inputs():
    yield "deep", nested("<a>", "", "</a>", MEGABYTE // 7)
    yield "deep-within-limits", nested("<a>", "x", "</a>", 500)
    yield "entities", ("<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(
        f"<!ENTITY a{i + 1} '&a{i};&a{i};&a{i};&a{i};'>" for i in range(40)) + "]><a>&a40;</a>")
    yield "external", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a>&b;</a>"
    yield "elements", "<r>" + fill("<a/>") + "</r>"
    yield "texts", "<r>" + fill("a<b/>") + "</r>"
    yield "attributes", "<r " + " ".join(f"a{i}=''" for i in range(MEGABYTE // 12)) + "/>"
    yield "attributes-each", "<r>" + fill("<a b='' c='' d=''/>") + "</r>"
    yield "namespaces", "<r " + " ".join(f"xmlns:a{i}='u{i}'" for i in range(MEGABYTE // 24)) + "/>"
    yield "namespaces-deep", "".join(f"<a xmlns:p{i}='u{i}'>" for i in range(500)) + "</a>" * 500
    yield "names", "<r>" + "".join(f"<a{i}/>" for i in range(MEGABYTE // 10)) + "</r>"
    yield "long-name", "<" + fill("a") + "/>"
    yield "comment", "<r><!--" + fill("- ") + "--></r>"
    yield "references", "<r>" + fill("&#65;") + "</r>"
    yield "cdata", "<r>" + fill("<![CDATA[x]]>") + "</r>"
    yield "instructions", "<r>" + fill("<?p x?>") + "</r>"
    yield "declared-utf16", "<?xml version='1.0' encoding='UTF-16'?><r/>"
    yield "lines", "<r>" + fill("\r\n") + "</r>"


# Workbooks

class Repeated:
    """text with its mark % replaced by a megabyte of zeros, many times over: too long to be held."""

    def __init__(self, text, megabytes):
        self.head, self.tail = text.split("%")
        self.megabytes = megabytes


def package(parts, compress=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress, compresslevel=6) as archive:
        for name, data in parts:
            if not isinstance(data, Repeated):
                archive.writestr(name, data)
                continue
            with archive.open(name, "w") as stream:
                stream.write(data.head.encode())
                for _ in range(data.megabytes):
                    stream.write(b"0" * MEGABYTE)
                stream.write(data.tail.encode())
    return out.getvalue()


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' \
       'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(text, bomb):
    return Repeated(text, bomb) if "%" in text else text


def workbook(sheet, shared="", styles="", sheets=1, bomb=0):
    relation = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    tabs = "".join(f'<sheet name="s{i}" sheetId="{i + 1}" r:id="r{i}"/>' for i in range(sheets))
    rels = "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
                   for i in range(sheets))
    return package([
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", f'{relation}<Relationship Id="r" Type="{OFFICE}/officeDocument" '
                        'Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f"<workbook {MAIN}><sheets>{tabs}</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels",
         f'{relation}{rels}<Relationship Id="x" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
         f'<Relationship Id="y" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'),
        ("xl/worksheets/sheet1.xml", part(f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>", bomb)),
        ("xl/sharedStrings.xml", part(f"<sst {MAIN}>{shared}</sst>", bomb)),
        ("xl/styles.xml", f"<styleSheet {MAIN}>{styles}</styleSheet>")])


def sheet_inputs():
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'
    yield "bomb", workbook(row.format(1, "%"), bomb=900)
    yield "bomb-shared", workbook('<row><c t="s"><v>0</v></c></row>', "<si><t>%</t></si>", bomb=900)
    yield "rows", workbook("<row/>" * 4_000_000)
    yield "cells", workbook("<row>" + '<c t="b"><v>1</v></c>' * 1_500_000 + "</row>")
    yield "cells-text", workbook('<row><c t="str"><v>ab</v></c></row>' * 900_000)
    yield "numbers", workbook("".join(f'<row><c><v>1e{i % 300}</v></c></row>' for i in range(400_000)))
    yield "shared-multiplied", workbook('<row><c t="s"><v>0</v></c></row>' * 400_000, "<si><t>" + "x" * 30_000 + "</t></si>")
    yield "shared-empty", workbook("", "<si/>" * 3_000_000)
    yield "rich-runs", workbook('<row><c t="s"><v>0</v></c></row>', "<si>" + "<r><t>a</t></r>" * 1_000_000 + "</si>")
    yield "styles", workbook('<row><c s="1"><v>1</v></c></row>',
                             styles="<numFmts>" + '<numFmt numFmtId="200" formatCode="yy"/>' * 500_000 + "</numFmts>")
    yield "far", workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "beyond", workbook('<row r="99999999999999999999"><c r="ZZZZZZZZZ99999999999"><v>1</v></c></row>')
    yield "sheets", workbook('<row><c><v>1</v></c></row>', sheets=100_000)
    yield "nested", workbook("<a>" * 200_000)
    yield "entries", package([(f"e{i}", "") for i in range(9_000)], zipfile.ZIP_STORED)
    yield "merged", workbook("</sheetData><mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 500_000 +
                             "</mergeCells><sheetData>")
    whole = workbook(row.format(1, "x"))
    yield "cut", whole[: len(whole) // 2]
    yield "csv-cells", b"c" + fill(b"a,")
    yield "csv-lines", b"c" + fill(b"a\n")
    yield "csv-quotes", b"c" + fill(b'""')
    yield "csv-open-quote", b'c"' + fill(b"a\n")
    yield "csv-gb18030", b"c" + fill("乡,\n".encode("gb18030"))
    yield "csv-not-text", b"c" + bytes(range(256)) * 4096


# Expressions

def xpath_inputs():
    items = "\n====\n<r>" + "".join(f"<i><n>{i}</n></i>" for i in range(20_000)) + "</r>"
    yield "brackets", fill("(", 200_000) + "1" + fill(")", 200_000)
    yield "brackets-within-limits", "(" * 480 + "1" + ")" * 480
    yield "minus", fill("-", 250_000) + "1"
    yield "sum", fill("1+", 250_000) + "1"
    yield "unions", fill(".|", 250_000) + "."
    yield "steps", fill("../", 250_000) + ".."
    yield "predicates", "." + fill("[1]", 250_000)
    yield "predicates-nested", nested(".[", ".", "]", 490)
    yield "descendants", "//*[//*[//*[//*]]]" + items
    yield "squares", "count(//i[n = //i/n]) + count(//i[count(//i[n != current()/n]) > 1])" + items
    yield "preceding", "count(//n/preceding::*/following::*)" + items
    yield "namespaces", "count(//namespace::*/parent::*/namespace::*)" + items
    yield "sorting", "count((//n | //i | //n/.. | //i/n)[1])" + items
    yield "text", "string-length(concat(" + ",".join(["string(/)"] * 400) + "))" + items
    yield "doubling", nested("concat(", "string(/)", ", string(/))", 480) + items
    yield "translate", "string-length(translate(string(/), string(/), string(/)))" + items
    yield "contains", "contains(string(/), concat(string(/), 'x'))" + items
    yield "regex", "regex(string(/), '(([0-9]+)+)+x')" + items
    yield "regex-each", "count(//n[regex(., '^((a|b|[0-9])*)*$')])" + items
    yield "regex-size", "regex('a', '((((a{1,99}){1,99}){1,99}){1,99}){1,99}')"
    yield "regex-brackets", "regex('a', '" + "(" * 200_000 + "')"
    yield "pow", "count(//n[pow(., 99) > pow(9, .)])" + items
    yield "round", "round(1.5, 99999999)"
    yield "format", "format-date('2023-05-18', '" + fill("%Y", 200_000) + "')"
    yield "join", "string-length(join(string(/), //n))" + items
    yield "randomize", "count(randomize(//n | //i)) + count(randomize(//n, 7))" + items
    yield "selected", "count(//n[selected(string(/), .)])" + items
    yield "selected-at", "count(//n[selected-at(string(/), .) = 1])" + items
    yield "digest", "digest(string(/), 'SHA-512', 'hex')" + items
    yield "area", "area(string(/))" + items
    yield "checklist", "checklist(1, 2, " + ",".join(["//n"] * 500) + ")" + items
    yield "weighted", "weighted-checklist(1, 2, //n, //n, //n, //n)" + items
    yield "id", "count(id(//n))" + items
    yield "once", "count(//*[once(string(/)) = 1])" + items
    yield "uuid", "uuid(999999999)"
    yield "substr", "count(//n[substr(string(/), ., -1) = 1])" + items
    yield "indexed", "count(//n[indexed-repeat(//n, //i, position(..)) = 1])" + items
    yield "lang", "count(//*[lang('zh')])" + items
    yield "deep", "count(//*/ancestor::*)" + "\n====\n" + nested("<a>", "", "</a>", 500)
    yield "literal", "'" + fill("x", 250_000) + "'"
    yield "over", fill("1 + ") + "1"


# XForms

def xform(instance, binds="", body="", more=""):
    return ('<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
            'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model><instance>'
            f'<data id="d">{instance}<meta><instanceID/></meta></data></instance>{more}{binds}'
            f"</model></h:head><h:body>{body}</h:body></h:html>")


def form_inputs():
    many = range(4000)
    yield "questions", xform("".join(f"<q{i}/>" for i in many),
                             "".join(f'<bind nodeset="/data/q{i}" type="int" required="true()"/>' for i in many),
                             "".join(f'<input ref="/data/q{i}"><label>q</label></input>' for i in many))
    yield "chain", xform("<q0>1</q0>" + "".join(f"<q{i}/>" for i in many[1:]),
                         "".join(f'<bind nodeset="/data/q{i}" calculate="/data/q{i - 1} + 1"/>' for i in many[1:]),
                         '<input ref="/data/q0"/>')
    yield "cycle", xform("".join(f"<q{i}/>" for i in many),
                         "".join(f'<bind nodeset="/data/q{i}" calculate="/data/q{(i + 1) % 4000}"/>' for i in many))
    yield "all-on-all", xform("".join(f"<q{i}/>" for i in range(900)),
                              "".join(f'<bind nodeset="/data/q{i}" relevant="count(/data/*) &gt; 1"/>' for i in range(900)))
    yield "all-on-one", xform("<q/>" + "".join(f"<q{i}/>" for i in many),
                              "".join(f'<bind nodeset="/data/q{i}" relevant="/data/q = 1"/>' for i in many),
                              '<input ref="/data/q"/>')
    yield "doubling", xform("<q0>x</q0>" + "".join(f"<q{i}/>" for i in range(1, 60)),
                            "".join(f'<bind nodeset="/data/q{i}" calculate="concat(/data/q{i - 1}, /data/q{i - 1})"/>'
                                    for i in range(1, 60)), '<input ref="/data/q0"/>')
    yield "labels", xform("<q/>", "", '<input ref="/data/q"><label>' + '<output value="/data/q"/>' * 30_000 +
                          "</label></input>")
    yield "repeat-count", xform('<r jr:template=""><q/></r>', "", '<group ref="/data/r"><repeat nodeset="/data/r" '
                                'jr:count="999999999"><input ref="/data/r/q"/></repeat></group>')
    depth = 30
    names = [f"r{i}" for i in range(depth)]
    inside = ""
    body = ""
    for i in reversed(range(depth)):
        path = "/data/" + "/".join(names[:i + 1])
        inside = f'<r{i} jr:template="">{inside}</r{i}>' + f"<r{i}>{inside}</r{i}>"
        body = f'<group ref="{path}"><repeat nodeset="{path}" jr:count="3">{body}</repeat></group>'
        if len(inside) > MEGABYTE // 2:
            break
    yield "repeats-nested", xform(inside, "", body)
    yield "repeats-nested-counts", xform(nested('<r jr:template="">', "<q/>", "</r>", 12), "", "".join(
        f'<group ref="/data{"/r" * i}"><repeat nodeset="/data{"/r" * i}" jr:count="9">' for i in range(1, 13)) +
        "</repeat></group>" * 12)
    yield "repeat-instances", xform("<r><q/></r>" * 20_000, '<bind nodeset="/data/r/q" calculate="position(..)"/>',
                                    '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/q"/></repeat></group>')
    yield "repeat-sums", xform("<r><q>1</q><s/></r>" * 4_000,
                               '<bind nodeset="/data/r/s" calculate="sum(/data/r/q)"/>',
                               '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/q"/></repeat></group>')
    yield "items", xform("<q/>", "", '<select1 ref="/data/q">' + "".join(
        f"<item><label>{i}</label><value>{i}</value></item>" for i in range(16_000)) + "</select1>")
    choices = "".join(f"<item><name>{i}</name><label>{i}</label></item>" for i in range(16_000))
    itemset = ('<select ref="/data/q{0}"><itemset nodeset="instance(\'c\')/root/item[{1}]"><value ref="name"/>'
               '<label ref="label"/></itemset></select>')
    for name, test in (("filter", "name != current()/../q0"), ("filter-square", "count(../item[name = current()/name]) &gt; 0"),
                       ("filter-regex", "regex(label, '(1+)+2')")):
        yield "choices-" + name, xform("".join(f"<q{i}/>" for i in range(20)), "",
                                       "".join(itemset.format(i, test) for i in range(20)),
                                       f'<instance id="c"><root>{choices}</root></instance>')
    yield "randomized", xform("<q0/>", "", itemset.format(0, "1").replace("instance('c')/root/item[1]",
                                                                         "randomize(instance('c')/root/item)"),
                              f'<instance id="c"><root>{choices}</root></instance>')
    yield "itext", xform("<q/>", "", '<input ref="/data/q"><label ref="jr:itext(\'t1\')"/></input>', "<itext>" + "".join(
        f'<translation lang="l{i}">' + "".join(f'<text id="t{k}"><value>x</value></text>' for k in range(60)) +
        "</translation>" for i in range(300)) + "</itext>")
    yield "itext-loop", xform("<q/>", "", '<input ref="/data/q"><label ref="jr:itext(\'t\')"/></input>',
                              '<itext><translation lang="l"><text id="t"><value><output value="jr:itext(\'t\')"/>'
                              "</value></text></translation></itext>")
    yield "choice-name-loop", xform("<q/>", '<bind nodeset="/data/q" calculate="jr:choice-name(/data/q, \'/data/q\')"/>',
                                    '<select1 ref="/data/q"><item><label ref="jr:itext(\'t\')"/><value>1</value></item></select1>')
    yield "instances", xform("<q/>", "", "", "".join(f'<instance id="i{i}"><a/></instance>' for i in range(16_000)))
    yield "csv", xform("<q0/>", "", itemset.format(0, "1"), '<instance id="c" src="jr://file-csv/c.csv"/>') + \
        "\n====\nname,label\n" + "".join(f"{i},{i}\n" for i in range(60_000))
    yield "csv-wide", xform("<q0/>", "", itemset.format(0, "1"), '<instance id="c" src="jr://file-csv/c.csv"/>') + \
        "\n====\n" + ",".join(f"c{i}" for i in range(1000)) + "\n" + fill("," * 999 + "\n", MEGABYTE - 20_000)
    yield "actions", xform("".join(f"<q{i}/>" for i in many[:2000]), "", "", "".join(
        f'<setvalue event="odk-instance-first-load" ref="/data/q{i}" value="count(/data/*)"/>' for i in many[:2000]))
    yield "actions-loop", xform("<a/><b/>", "", '<input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/b" '
                                'value="/data/b + 1"/></input><input ref="/data/b"><setvalue event="xforms-value-changed" '
                                'ref="/data/a" value="/data/a + 1"/></input>')
    yield "groups", xform("<q/>", "", nested("<group>", '<input ref="/data/q"/>', "</group>", 400))
    yield "constraint", xform("<q>" + "a" * 60_000 + "</q>", "<bind nodeset=\"/data/q\" constraint=\"regex(., '((a*)*)*b')\"/>",
                              '<input ref="/data/q"/>')
    yield "range", xform("<q/>", '<bind nodeset="/data/q" type="int"/>', '<range ref="/data/q" start="-999999999999" '
                         'end="999999999999" step="1"/>')
    yield "rank", xform("<q0/>", "", itemset.format(0, "1").replace("select ", "odk:rank xmlns:odk='http://www.opendatakit.org/xforms' ")
                        .replace("</select>", "</odk:rank>"), f'<instance id="c"><root>{choices}</root></instance>')


# XLSForms

def sheets(**tables):
    return "".join(f"==== {name}\n" + "\n".join("\t".join(row) for row in rows) + "\n" for name, rows in tables.items())


def xlsform_inputs():
    head = ["type", "name", "label"]
    yield "questions", sheets(survey=[head, *(["text", f"q{i}", f"问题{i}"] for i in range(30_000))])
    yield "names-twice", sheets(survey=[head, *(["text", "q", "q"] for _ in range(30_000))])
    yield "no-type", sheets(survey=[head, *(["", "q", "q"] for _ in range(60_000))])
    yield "unknown-types", sheets(survey=[head, *([f"texxt{i}", f"q{i}", "q"] for i in range(30_000))])
    yield "groups", sheets(survey=[head, *(["begin group", f"g{i}", "g"] for i in range(30_000))])
    yield "groups-deep", sheets(survey=[head, *(["begin group", f"g{i}", "g"] for i in range(60)), ["text", "q", "q"],
                                        *(["end group"] for i in range(60))])
    yield "repeats-deep", sheets(survey=[head, *(["begin repeat", f"g{i}", "g"] for i in range(8)),
                                         *(["text", f"q{i}", "q"] for i in range(2000)), *(["end repeat"] for i in range(8))])
    yield "ends", sheets(survey=[head, *(["end group"] for _ in range(60_000))])
    yield "references", sheets(survey=[[*head, "relevant"], ["text", "a", "a", ""],
                                       *(["text", f"q{i}", "${a}", "${a} = '1' and ${a} != '2'"] for i in range(14_000))])
    yield "references-one-cell", sheets(survey=[[*head, "calculation"], ["text", "a", "a", ""],
                                                ["calculate", "c", "", "concat(" + ", ".join(["${a}"] * 40_000) + ")"]])
    yield "references-unknown", sheets(survey=[[*head, "relevant"], *(["text", f"q{i}", "q", f"${{x{i}}}"] for i in range(20_000))])
    yield "brackets", sheets(survey=[[*head, "relevant"], ["text", "q", "q", fill("(", 900_000)]])
    yield "instance-brackets", sheets(survey=[[*head, "relevant"], ["text", "q", "q", fill("instance('a')/b[", 900_000)]])
    yield "indexed", sheets(survey=[[*head, "calculation"], ["calculate", "q", "", fill("indexed-repeat(${q},", 900_000)]])
    yield "choices", sheets(survey=[head, ["select_one c", "q", "q"]],
                            choices=[["list_name", "name", "label"], *(["c", f"n{i}", f"选{i}"] for i in range(40_000))])
    yield "choices-twice", sheets(survey=[head, ["select_one c", "q", "q"]],
                                  choices=[["list_name", "name", "label"], *(["c", "n", "l"] for _ in range(60_000))])
    yield "lists", sheets(survey=[head, ["select_one c1", "q", "q"]],
                          choices=[["list_name", "name", "label"], *([f"c{i}", "n", "l"] for i in range(40_000))])
    yield "lists-used", sheets(survey=[head, *([f"select_one c{i}", f"q{i}", "q"] for i in range(8_000))],
                               choices=[["list_name", "name", "label"], *([f"c{i}", "n", "l"] for i in range(8_000))])
    yield "or-other", sheets(survey=[head, *(["select_one c or_other", f"q{i}", "q"] for i in range(10_000))],
                             choices=[["list_name", "name", "label"], *(["c", f"n{i}", "l"] for i in range(10_000))])
    yield "loops", sheets(survey=[head, *(["begin loop over c", f"l{i}", "l"] for i in range(5)), ["text", "q", "q"],
                                  *(["end loop"] for i in range(5))],
                          choices=[["list_name", "name", "label"], *(["c", f"n{i}", "l"] for i in range(200))])
    yield "languages", sheets(survey=[["type", "name", *(f"label::L{i}" for i in range(30_000))],
                                      ["text", "q", *("x" for _ in range(30_000))]])
    yield "languages-many-texts", sheets(survey=[["type", "name", *(f"label::L{i}" for i in range(100))],
                                                 *(["text", f"q{i}", "x"] for i in range(10_000))])
    yield "columns", sheets(survey=[["type", "name", "label", *(f"column{i}" for i in range(90_000))]])
    yield "headings-twice", sheets(survey=[[*head, *(["label"] * 100_000)]])
    yield "table-list", sheets(survey=[[*head, "appearance"], ["begin group", "g", "g", "table-list"],
                                       *(["select_one c", f"q{i}", "q", ""] for i in range(20_000)), ["end group"]],
                               choices=[["list_name", "name", "label"], ["c", "n", "l"]])
    yield "triggers", sheets(survey=[[*head, "calculation", "trigger"], ["text", "a", "a", "", ""],
                                     *(["calculate", f"q{i}", "", "1", "${a}"] for i in range(20_000))])
    yield "settings", sheets(survey=[head, ["text", "q", "q"]], settings=[["form_title", "namespaces"],
                                                                          ["t", fill('a="b" ', 900_000)]])
    yield "sheets", "".join(f"==== s{i}\na\n" for i in range(60_000))
    yield "parameters", sheets(survey=[[*head, "parameters"], ["range", "q", "q", fill("start=1 ", 900_000)]])
    yield "plain-questions", "".join(f"{i + 1}、办事方便吗？（必填）\nA. 方便\nB. 不方便\n" for i in range(12_000))
    yield "plain-options", "1. 选一项\n" + "".join(f"A. 选项{i}\n" for i in range(40_000))
    yield "plain-one-line", "1. " + fill("问", MEGABYTE // 3)
    yield "plain-blanks", "1. 姓名" + fill("_", 900_000)
    yield "plain-brackets", "1. " + fill("（", 900_000 // 3)
    yield "plain-numbers", fill("1.1.1.1", 900_000)


def inputs(target):
    """(name, bytes) of each."""
    made = {"xml": xml_inputs, "sheet": sheet_inputs, "xpath": xpath_inputs, "form": form_inputs,
            "xlsform": xlsform_inputs}[target]
    for name, data in made():
        yield name, data if isinstance(data, bytes) else data.encode("utf-8")
