// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/foreigntext.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// Whatever somebody else wrote, a person sees all of it that is shown, and it stays in its place.
class ForeignTextTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesOutWhatIsNotSeen_data();
    void writesOutWhatIsNotSeen();
    void cutsBetweenCharacters();
};

void ForeignTextTest::writesOutWhatIsNotSeen_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("seen");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("letters of many kinds")
        << u"ș ü 東 🙂 \\u0041"_s << u"ș ü 東 🙂 \\u0041"_s;
    QTest::newRow("lines") << u"a\nb\tc"_s << u"a b c"_s;
    QTest::newRow("a bell and a colour") << u"a\a\x1b[31m"_s << u"a\\u0007\\u001b[31m"_s;
    QTest::newRow("of the upper half") << u"a\u0085b"_s << u"a\\u0085b"_s;
    QTest::newRow("turned round") << u"exe\u202Egpj"_s << u"exe\\u202egpj"_s;
    QTest::newRow("set apart") << u"\u2066a\u2069"_s << u"\\u2066a\\u2069"_s;
    QTest::newRow("marks of direction") << u"\u200F\u061C"_s << u"\\u200f\\u061c"_s;
    QTest::newRow("ends of lines and paragraphs") << u"\u2028\u2029"_s << u"\\u2028\\u2029"_s;
    QTest::newRow("a byte order mark") << u"\uFEFFa"_s << u"\\ufeffa"_s;
    QTest::newRow("NUL") << QString(2, u'\0') << u"\\u0000\\u0000"_s;
    QTest::newRow("joined letters") << u"a\u200Db"_s << u"a\u200Db"_s;
}

void ForeignTextTest::writesOutWhatIsNotSeen()
{
    QFETCH(const QString, text);
    QTEST(foreign::shown(text), "seen");
}

void ForeignTextTest::cutsBetweenCharacters()
{
    QCOMPARE(foreign::shown(QString(500, u'x')), QString(500, u'x'));
    QCOMPARE(foreign::shown(QString(501, u'x')), QString(499, u'x') + u'…');
    QCOMPARE(foreign::shown(u"ab🙂cd"_s, 4), u"ab…"_s);
    QCOMPARE(foreign::shown(u"\u202E\u202E"_s, 8), u"\\u202e\\…"_s);
    QCOMPARE(foreign::shown(QString(1'000'000, u'\0')).size(), 500);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ForeignTextTest)
#include "foreigntexttest.moc"
