// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "rules.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::structure {

namespace {

constexpr auto mit = "// SPDX-FileCopyrightText: 2026 The Tierwatch authors\n"
                     "// SPDX-License-Identifier: MIT\n";

QString sourceDir()
{
    return qEnvironmentVariable("TIERWATCH_SOURCE_DIR");
}

void write(const QTemporaryDir& root, const QString& path, const QByteArray& text)
{
    const auto place = root.filePath(path);
    QVERIFY(QDir().mkpath(QFileInfo(place).path()));
    QFile file(place);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

QByteArray cmake(const QByteArray& text)
{
    return QByteArray(mit).replace("//", "#") + text;
}

/// A tree that keeps every rule and is as small as such a tree can be.
void writeGoodTree(const QTemporaryDir& root)
{
    write(root, u"CMakeLists.txt"_s, cmake("project(Tree VERSION 1.2 LANGUAGES CXX)\n"));
    write(root, u"CHANGELOG.md"_s, "# Changes\n\n## 1.2 (2026-01-01)\n");
    write(root, u"packaging/linux/tierwatch.1"_s, ".TH TREE 1 2026-01-01 \"Tree 1.2\"\n");
    write(root, u"README.md"_s, "| `cmake` | build | configures |\n");
    write(root, u"packaging/linux/packages.txt"_s, "# group\nbuild  cmake  configures\n");
    write(root, u"packaging/linux/org.tree.desktop"_s, "[Desktop Entry]\nIcon=org.tree\n");
    write(root, u"packaging/linux/org.tree.metainfo.xml"_s,
          "<id>org.tree</id>\n<launchable type=\"desktop-id\">org.tree.desktop</launchable>\n"
          "<release version=\"1.2\"/>\n<release version=\"1.1\"/>\n");
    write(root, u"core/CMakeLists.txt"_s, cmake("foreach(floor base storage cache target)\n"));
    write(root, u"core/cache/CMakeLists.txt"_s,
          cmake("foreach(unit a k)\ntarget_sources(core PRIVATE ${unit}.h\n)"));
    write(root, u"core/cache/a.h"_s, QByteArray(mit) + "#include \"storage/b.h\"\n");
    write(root, u"ui/CMakeLists.txt"_s,
          cmake("foreach(folder pages)\n").replace("MIT", "GPL-3.0-or-later"));
}

struct Trouble
{
    const char* rule;
    const char* name;
    const char* path;
    const char* text;
};

// Some words are written in two halves, for this file keeps the rules, too.
const Trouble troubles[] = {
    {"folders", "a folder of somebody's own", "scripts/x.txt", ""},
    {"floors", "core reaches up", "core/storage/b.h", "#include \"cache/a.h\"\n"},
    {"floors", "core reaches the window", "core/cache/a.h", "#include \"pages/p.h\"\n"},
    {"floors", "a path from the same folder", "core/cache/a.h", "#include \"a2.h\"\n"},
    {"floors", "a path through the parent", "core/cache/a.h", "#include \"../x/a.h\"\n"},
    {"floors", "ui reaches the storage", "ui/pages/p.cpp", "#include \"storage/b.h\"\n"},
    {"floors", "ui reaches app", "ui/pages/p.cpp", "#include \"tierwatch/main.h\"\n"},
    {"unlisted sources", "a forgotten source", "core/cache/forgotten.cpp", ""},
    {"unlisted sources", "the end of another name", "core/cache/ba.h", ""},
    {"licences", "no licence", "core/cache/a.h", "#pragma once\n"},
    {"licences", "the licence of core in ui", "ui/pages/p.cpp", mit},
    {"licences", "a script without", "dev", "#!/bin/sh\necho\n"},
    {"habits", "a marker", "core/cache/a.h",
     "// TO"
     "DO later\n"},
    {"habits", "Gui in core", "core/cache/a.h", "#include <QColor>\n"},
    {"habits", "Gui linked to core", "core/CMakeLists.txt", "link(core Qt6::Gui)\n"},
    {"habits", "SQL outside storage", "core/cache/a.h", "#include <QSqlQuery>\n"},
    {"habits", "a Qt lock in the cache", "core/cache/a.h", "#include <QMutex>\n"},
    {"habits", "what fails on Windows", "core/cache/a.h", "#include <QRegularExpression>\n"},
    {"habits", "a nested event loop", "ui/pages/p.cpp",
     "QEvent"
     "Loop loop;\n"},
    {"habits", "a singleton", "core/cache/a.h", "static Cache& instance();\n"},
    {"habits", "a fixed wait", "tests/a.cpp",
     "QTest::q"
     "Wait(50);\n"},
    {"habits", "a race of ours overlooked", "tests/support/tsan.supp", "race:tierwatch\n"},
    {"habits", "a pattern for sources", "core/CMakeLists.txt",
     "file(GL"
     "OB x *.cpp)\n"},
    {"packages", "unknown to the README", "packaging/linux/packages.txt",
     "build cmake configures\nbuild mold links\n"},
    {"packages", "another reason", "README.md", "| `cmake` | build | builds |\n"},
    {"packages", "an empty list", "packaging/linux/packages.txt", ""},
    {"examples", "code of the README's own", "README.md", "```cpp\nint main() {}\n```\n"},
    {"options", "one that nobody tells of", "app/tierwatch/commandline.cpp",
     "        {u\"colour\"_s, translated(\"The colour.\")},\n"},
    {"launchers", "another id", "packaging/linux/org.tree.metainfo.xml",
     "<id>tree</id>\n<launchable type=\"desktop-id\">org.tree.desktop</launchable>\n"},
    {"launchers", "another file name", "packaging/linux/org.tree.metainfo.xml",
     "<id>org.tree</id>\n<launchable type=\"desktop-id\">tree.desktop</launchable>\n"},
    {"launchers", "another icon", "packaging/linux/org.tree.desktop", "Icon=tree\n"},
    {"versions", "a release not described", "CMakeLists.txt", "project(Tree VERSION 1.3)\n"},
    {"versions", "a manual left behind", "packaging/linux/tierwatch.1", ".TH T 1 d \"T 1.1\"\n"},
    {"versions", "a change log left behind", "CHANGELOG.md", "## 1.1\n\n## 1.2\n"},
};

/// Runs a validator on the only file with this ending, or skips where the validator is not there.
void validate(const QString& program, const QStringList& arguments, const QString& ending)
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        QSKIP(qPrintable(program + u" is not installed here"_s));
    const QDir folder(sourceDir() + u"/packaging/linux"_s);
    const auto files = folder.entryInfoList({u'*' + ending}, QDir::Files);
    QCOMPARE(files.size(), 1);
    QProcess process;
    process.start(program, arguments + QStringList{files.constFirst().filePath()});
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitCode() == 0, process.readAll().constData());
}

} // namespace

class StructureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTreeKeepsTheRule_data()
    {
        QTest::addColumn<qsizetype>("index");
        for (qsizetype i = 0; i < qsizetype(rules().size()); ++i)
            QTest::newRow(rules()[size_t(i)].name) << i;
    }

    void theTreeKeepsTheRule()
    {
        QFETCH(const qsizetype, index);
        const SourceTree tree(sourceDir());
        QVERIFY(tree.files().size() > 20);
        const auto findings = rules()[size_t(index)].check(tree);
        QVERIFY2(findings.isEmpty(), qPrintable(u'\n' + findings.join(u'\n')));
    }

    void aTreeThatKeepsEveryRuleHasNoFindings()
    {
        const QTemporaryDir root;
        writeGoodTree(root);
        const SourceTree tree(root.path());
        for (const auto& rule : rules())
            QCOMPARE(rule.check(tree), Findings{});
    }

    void aBrokenRuleIsFound_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const Trouble& trouble, const QByteArray& text) {
            QTest::addRow("%s: %s", trouble.rule, trouble.name)
                << QString::fromUtf8(trouble.rule) << QString::fromUtf8(trouble.path) << text;
        };
        for (const auto& trouble : troubles)
            row(trouble, trouble.text);
        row({"budgets", "a long source", "core/cache/a.cpp", ""}, QByteArray(401, '\n'));
        row({"budgets", "a long header", "core/cache/a.h", ""}, QByteArray(151, '\n'));
        row({"budgets", "a long test", "tests/a.cpp", ""}, QByteArray(501, '\n'));
    }

    void aBrokenRuleIsFound()
    {
        QFETCH(const QString, rule);
        QFETCH(const QString, path);
        QFETCH(const QByteArray, text);
        const QTemporaryDir root;
        writeGoodTree(root);
        write(root, path, text);
        const auto broken = std::find_if(rules().begin(), rules().end(), [&rule](const auto& each) {
            return rule == QLatin1String(each.name);
        });
        QVERIFY(broken != rules().end());
        QVERIFY(!broken->check(SourceTree(root.path())).isEmpty());
    }

    void theMenuEntryIsValid() { validate(u"desktop-file-validate"_s, {}, u".desktop"_s); }

    void theDescriptionIsValid()
    {
        validate(u"appstreamcli"_s, {u"validate"_s, u"--no-net"_s}, u".metainfo.xml"_s);
    }
};

} // namespace tierwatch::structure

QTEST_GUILESS_MAIN(tierwatch::structure::StructureTest)
#include "structuretest.moc"
