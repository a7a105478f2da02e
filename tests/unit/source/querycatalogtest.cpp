// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/querycatalog.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class QueryCatalogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        QVERIFY(m_folder->isValid());
    }

    void everySqlFileIsAQuery()
    {
        write(u"b.sql"_s, "-- name: first\n-- title: Plăți\nSELECT 1");
        write(u"a.sql"_s, "-- name: second\nSELECT 2");
        write(u"notes.txt"_s, "no query");
        const Result<QueryCatalog> catalog = QueryCatalog::load(m_folder->path());
        QVERIFY(catalog.ok());
        QCOMPARE(catalog->queries().size(), 2U);
        const auto first = catalog->find(u"first"_s);
        QVERIFY(first.ok());
        QCOMPARE((*first)->title, u"Plăți"_s);
    }

    void aNameThatIsNotThereIsTold()
    {
        const auto found = QueryCatalog().find(u"totals"_s);
        QVERIFY(!found.ok());
        QCOMPARE(found.error().code, ErrorCode::NotFound);
        QVERIFY(found.error().message.contains(u"\"totals\""));
    }

    void aWrongFileIsNamedWithItsLine()
    {
        write(u"bad.sql"_s, "-- name: a\n-- colour: red\nSELECT 1");
        QVERIFY(failure().contains(u"bad.sql, line 2"));
    }

    void twoFilesOfOneNameAreBothNamed()
    {
        write(u"a.sql"_s, "-- name: same\nSELECT 1");
        write(u"b.sql"_s, "-- name: same\nSELECT 2");
        const QString told = failure();
        QVERIFY(told.contains(u"a.sql"));
        QVERIFY(told.contains(u"b.sql"));
    }

    void textThatIsNotUtf8IsRefused()
    {
        write(u"latin.sql"_s, "-- name: a\n-- title: Pl\xE3\xFE"
                              "i\nSELECT 1");
        QVERIFY(failure().contains(u"UTF-8"));
    }

    void aMissingFolderIsTold()
    {
        const auto catalog = QueryCatalog::load(m_folder->filePath(u"none"_s));
        QVERIFY(!catalog.ok());
        QCOMPARE(catalog.error().code, ErrorCode::Unreadable);
    }

    void whatTheSampleShipsIsRight()
    {
        const auto catalog = QueryCatalog::load(u":/tierwatch/sample/queries"_s);
        QVERIFY2(catalog.ok(), catalog.ok() ? "" : qPrintable(catalog.error().message));
        QCOMPARE(catalog->queries().size(), 6U);
    }

private:
    void write(const QString& name, const QByteArray& text) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    [[nodiscard]] QString failure() const
    {
        const Result<QueryCatalog> catalog = QueryCatalog::load(m_folder->path());
        return catalog.ok() ? QString() : catalog.error().message;
    }

    std::optional<QTemporaryDir> m_folder;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::QueryCatalogTest)
#include "querycatalogtest.moc"
