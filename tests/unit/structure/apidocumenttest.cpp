// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "apidocument.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::structure {

namespace {

QString sourceDir()
{
    return qEnvironmentVariable("TIERWATCH_SOURCE_DIR");
}

/// The lines of the manual's first block in this language.
QStringList firstBlock(const QStringList& lines, const QString& language)
{
    const qsizetype first = lines.indexOf(u"```"_s + language) + 1;
    return lines.mid(first, lines.indexOf(u"```"_s, first) - first);
}

} // namespace

class ApiDocumentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theManualSaysWhatTheHeadersSay()
    {
        const QString reference = apiReference(m_tree);
        QFile manual(sourceDir() + u"/core/API.md"_s);
        QVERIFY(manual.open(QIODevice::ReadOnly));
        QString text = QString::fromUtf8(manual.readAll());
        manual.close();
        if (qEnvironmentVariableIsSet("TIERWATCH_RENEW")) {
            text = text.left(text.indexOf(u"\n## "_s)) + reference;
            QVERIFY(manual.open(QIODevice::WriteOnly));
            QCOMPARE(manual.write(text.toUtf8()), text.toUtf8().size());
        }
        QVERIFY2(text.endsWith(reference),
                 "core/API.md is out of date; run this test with TIERWATCH_RENEW=1 to renew it");
    }

    void everyChapterHasDeclarations()
    {
        const QString reference = apiReference(m_tree);
        QVERIFY(!reference.contains(u"\n\n\n"_s));
        for (const auto& name : {u"Workspace"_s, u"WorkspaceCache"_s, u"CacheEngine"_s})
            QVERIFY2(reference.contains(u"\nclass %1 final\n{\npublic:\n"_s.arg(name)),
                     qPrintable(name));
        for (const auto& name : {u"Request"_s, u"Policy"_s, u"Answer"_s, u"Scope"_s, u"Error"_s})
            QVERIFY2(reference.contains(u"\nstruct %1\n{\n"_s.arg(name)), qPrintable(name));
    }

    void theLinesForCMakeAreThoseOfTheProgramThatATestBuilds()
    {
        const auto program = m_tree.file(u"tests/integration/package/journey/CMakeLists.txt"_s);
        const auto lines = firstBlock(m_tree.file(u"core/API.md"_s).lines, u"cmake"_s);
        QVERIFY(!lines.isEmpty());
        for (const auto& line : lines)
            QVERIFY2(program.lines.contains(line), qPrintable(line));
    }

    void whatIsNobodyElsesBusinessIsLeftOut()
    {
        const SourceFile header{
            u"core/a.h"_s,
            {u"namespace tierwatch {"_s, u"class B;"_s, u"/// Adds."_s, u"class A final"_s, u"{"_s,
             u"    Q_DECLARE_TR_FUNCTIONS(A)"_s, u"public:"_s, u"    A(int a) : m_a(a) {}"_s,
             u"    int sum() const { return m_a; }"_s, u"    void add(int a)"_s, u"    {"_s,
             u"        m_a += a;"_s, u"    }"_s, u""_s, u"private:"_s, u"    int m_a = 0;"_s,
             u"};"_s, u"} // namespace tierwatch"_s}};
        const QStringList left{u"/// Adds."_s,
                               u"class A final"_s,
                               u"{"_s,
                               u"public:"_s,
                               u"    A(int a);"_s,
                               u"    int sum() const;"_s,
                               u"    void add(int a);"_s,
                               u"};"_s};
        QCOMPARE(publicPartOf(header), left);
    }

private:
    const SourceTree m_tree{sourceDir()};
};

} // namespace tierwatch::structure

QTEST_GUILESS_MAIN(tierwatch::structure::ApiDocumentTest)
#include "apidocumenttest.moc"
