// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/companydirectory.h"

#include "source/schemamappingstore.h"
#include "source/sourcedatabase.h"
#include "sourcefiles.h"
#include "storage/cachefile.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

const auto companiesSql = u"SELECT id, schema, name FROM companies"_s;
const auto twoCompanies =
    QStringList{u"CREATE TABLE companies (id INTEGER PRIMARY KEY, schema TEXT, name TEXT)"_s,
                u"INSERT INTO companies VALUES (2, 'beta', 'Beta'), (1, 'alfa', 'Alfa')"_s};

} // namespace

class CompanyDirectoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_files.emplace();
        auto cache = CacheFile::open({m_files->folder() + u"/cache.db"_s}, m_clock);
        QVERIFY(cache.ok());
        m_cache = *std::move(cache);
    }
    void cleanup() { m_cache.reset(); }

    void theSourceIsAskedWhenACompanyIsNotKnown()
    {
        m_files->write(u"main"_s, twoCompanies);
        const auto directory = open();
        QCOMPARE(*directory->schemaOf(2), u"beta"_s);
        const std::vector<SourceCompany> all{{1, u"alfa"_s, u"Alfa"_s}, {2, u"beta"_s, u"Beta"_s}};
        QCOMPARE(directory->companies(), all);
    }

    void aCompanyThatIsNotThereIsNamed()
    {
        m_files->write(u"main"_s, twoCompanies);
        const auto schema = open()->schemaOf(77);
        QVERIFY(!schema.ok());
        QCOMPARE(schema.error().code, ErrorCode::NotFound);
        QVERIFY(schema.error().message.contains(u"77"));
    }

    void theMappingIsKeptInTheCacheFile()
    {
        m_files->write(u"main"_s, twoCompanies);
        QVERIFY(open()->refresh().ok());
        m_files->write(u"main"_s, {u"DROP TABLE companies"_s});
        const auto later = open();
        QCOMPARE(*later->schemaOf(1), u"alfa"_s);
        QCOMPARE(later->companies().size(), 2U);
    }

    void aRefreshThatFailsLeavesWhatIsKnown()
    {
        m_files->write(u"main"_s, twoCompanies);
        const auto directory = open();
        QVERIFY(directory->refresh().ok());
        m_files->write(u"main"_s, {u"DROP TABLE companies"_s});
        QCOMPARE(directory->refresh().error().code, ErrorCode::Source);
        QCOMPARE(*directory->schemaOf(1), u"alfa"_s);
    }

    void aSourceThatIsDownIsAskedAgainAfterAWhile()
    {
        const auto directory = open();
        QCOMPARE(directory->schemaOf(1).error().code, ErrorCode::Source);
        m_files->write(u"main"_s, twoCompanies);
        QCOMPARE(directory->schemaOf(1).error().code, ErrorCode::Source);
        m_clock.advanceMs(10'000);
        QCOMPARE(*directory->schemaOf(1), u"alfa"_s);
    }

    void aCompanyThatLeftTheSourceIsGoneAfterARefresh()
    {
        m_files->write(u"main"_s, twoCompanies);
        const auto directory = open();
        QVERIFY(directory->refresh().ok());
        m_files->write(u"main"_s, {u"DELETE FROM companies WHERE id = 1"_s});
        QVERIFY(directory->refresh().ok());
        QVERIFY(!directory->schemaOf(1).ok());
        QVERIFY(directory->schemaOf(2).ok());
    }

    void withoutAQueryTheGivenCompaniesStand()
    {
        const auto directory = open({{5, u"five"_s, u"Five"_s}}, {});
        QCOMPARE(*directory->schemaOf(5), u"five"_s);
        QCOMPARE(directory->schemaOf(6).error().code, ErrorCode::NotFound);
    }

private:
    std::unique_ptr<CompanyDirectory> open(const std::vector<SourceCompany>& known = {},
                                           const QString& sql = companiesSql)
    {
        m_source = std::make_unique<SourceDatabase>(m_files->options());
        return std::make_unique<CompanyDirectory>(
            *m_source, std::make_unique<SchemaMappingStore>(*m_cache, m_clock), sql, known,
            m_clock);
    }

    FakeClock m_clock;
    std::optional<SourceFiles> m_files;
    std::unique_ptr<CacheFile> m_cache;
    std::unique_ptr<SourceDatabase> m_source;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::CompanyDirectoryTest)
#include "companydirectorytest.moc"
