// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/samplegenerator.h"

#include "base/clock.h"
#include "sample/samplecompanies.h"
#include "sample/sampleconsole.h"
#include "settings/workspace.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLockFile>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr qint64 fewPostings = 4'000;

/// Each look at it is a second later, so that whatever is told now and then is told every time.
class RushingClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return 0; }
    [[nodiscard]] qint64 steadyNs() const override { return m_ns += 1'000'000'000; }

private:
    mutable qint64 m_ns = 0;
};

/// Takes what is written to it, and stops the writer after the first line of progress.
class StopAtText final : public QIODevice
{
public:
    std::stop_source stop;
    QByteArray written;

    StopAtText() { open(WriteOnly); }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char* data, qint64 size) override
    {
        written.append(data, size);
        if (written.count('\n') >= 2)
            stop.request_stop();
        return size;
    }
};

QVariantList firstRow(const QString& file, const QString& sql)
{
    QVariantList values;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"looking"_s);
        database.setDatabaseName(file);
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        QSqlQuery query(database);
        if (database.open() && (query = QSqlQuery(database)).exec(sql) && query.next()) {
            for (int i = 0; query.value(i).isValid() && i < query.record().count(); ++i)
                values.append(query.value(i));
        }
    }
    QSqlDatabase::removeDatabase(u"looking"_s);
    return values;
}

/// All rows of all tables, in the order in which they were written.
QByteArray hashOfRows(const QString& folder)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QFileInfo& file : QDir(folder).entryInfoList({u"*.db"_s}, QDir::Files, QDir::Name)) {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"hashing"_s);
            database.setDatabaseName(file.filePath());
            database.open();
            QStringList tables = database.tables();
            tables.sort();
            for (const QString& table : std::as_const(tables)) {
                QSqlQuery query(database);
                query.exec(u"SELECT * FROM "_s + table);
                while (query.next()) {
                    for (int i = 0; i < query.record().count(); ++i)
                        hash.addData(query.value(i).toString().toUtf8() + '\0');
                }
            }
        }
        QSqlDatabase::removeDatabase(u"hashing"_s);
    }
    return hash.result();
}

} // namespace

class SampleGeneratorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_shared.isValid());
        QVERIFY(generate(sharedFolder()).ok());
    }

    void init()
    {
        m_place.emplace();
        QVERIFY(m_place->isValid());
    }

    void theFolderIsAWorkspaceWithQueries()
    {
        const auto workspace = Workspace::open(sharedFolder(), QProcessEnvironment());
        QVERIFY2(workspace.ok(), workspace.ok() ? "" : qPrintable(workspace.error().message));
        QCOMPARE(workspace->title(), u"Accounting reports"_s);
        QVERIFY(workspace->settings().boolean(Setting::WorkspaceSample));
        QCOMPARE(workspace->settings().unknownKeys(), QStringList());
        QCOMPARE(QDir(workspace->queriesFolder()).entryList({u"*.sql"_s}).size(), 6);
        QVERIFY(QFileInfo(workspace->queriesFolder() + u"/top_partners.sql"_s).isWritable());
    }

    void everyCompanyHasItsBooks_data() { eachCompany(); }
    void everyCompanyHasItsBooks()
    {
        QFETCH(QString, file);
        QFETCH(qint64, postings);
        const QVariantList counts = firstRow(
            file, u"SELECT (SELECT COUNT(*) FROM act), (SELECT MAX(id_act) FROM act), "
                  "(SELECT COUNT(*) FROM partners), (SELECT COUNT(*) FROM invoices), "
                  "(SELECT COUNT(*) FROM bank_accounts), (SELECT COUNT(*) FROM accounts)"_s);
        QCOMPARE(counts.size(), 6);
        QVERIFY2(counts[0].toLongLong() >= postings, qPrintable(counts[0].toString()));
        QVERIFY(counts[0].toLongLong() < postings * 2);
        QCOMPARE(counts[0], counts[1]);
        for (const QVariant& count : counts)
            QVERIFY(count.toInt() > 0);
    }

    void theBooksBalance_data() { eachCompany(); }
    void theBooksBalance()
    {
        QFETCH(QString, file);
        // Every posting names two accounts that exist, and moves more than nothing.
        QCOMPARE(firstRow(file, u"SELECT COUNT(*) FROM act WHERE amount <= 0 OR debit = credit "
                                "OR debit NOT IN (SELECT code FROM accounts) "
                                "OR credit NOT IN (SELECT code FROM accounts)"_s),
                 QVariantList{0});
        // Assets stay on the debit side, so nobody spends what there is not.
        QCOMPARE(firstRow(file,
                          u"SELECT COUNT(*) FROM accounts WHERE code IN ('5121', '5311', '371') "
                          "AND (SELECT SUM(amount) FROM act WHERE debit = code) "
                          "  < (SELECT SUM(amount) FROM act WHERE credit = code)"_s),
                 QVariantList{0});
        // The accounts of expenses, income and VAT are closed by the end of the last month.
        QCOMPARE(firstRow(file,
                          u"SELECT COUNT(*) FROM accounts WHERE kind IN ('expense', 'income') "
                          "AND (SELECT COALESCE(SUM(amount), 0) FROM act WHERE debit = code) "
                          " <> (SELECT COALESCE(SUM(amount), 0) FROM act WHERE credit = code)"_s),
                 QVariantList{0});
    }

    void whatCustomersOweIsWhatTheirInvoicesSay_data() { eachCompany(); }
    void whatCustomersOweIsWhatTheirInvoicesSay()
    {
        QFETCH(QString, file);
        QCOMPARE(firstRow(file,
                          u"SELECT (SELECT SUM(total) FROM invoices WHERE direction = 'issued') "
                          "- (SELECT SUM(amount) FROM act WHERE debit = '4111')"_s),
                 QVariantList{0});
        QCOMPARE(firstRow(file, u"SELECT COUNT(*) FROM invoices i WHERE settled_on IS NOT NULL "
                                "AND total <> (SELECT SUM(amount) FROM act a "
                                "  WHERE a.id_invoice = i.id_invoice "
                                "  AND CASE direction WHEN 'issued' THEN credit = '4111' "
                                "      ELSE debit = '401' END)"_s),
                 QVariantList{0});
    }

    void postingsStandInTheOrderOfTheirDays()
    {
        QCOMPARE(firstRow(companyFile(0),
                          u"SELECT COUNT(*) FROM act a JOIN act b ON b.id_act = a.id_act + 1 "
                          "WHERE b.posted_on < a.posted_on"_s),
                 QVariantList{0});
        QCOMPARE(firstRow(companyFile(0), u"SELECT MIN(posted_on), MAX(posted_on) FROM act"_s),
                 (QVariantList{u"2024-01-01"_s, u"2026-10-31"_s}));
    }

    void theSameSeedGivesTheSameRowsAndAnotherDoesNot()
    {
        const QString again = m_place->filePath(u"again"_s);
        QVERIFY(generate(again).ok());
        QCOMPARE(hashOfRows(again + u"/source"_s), hashOfRows(sharedFolder() + u"/source"_s));
        const QString other = m_place->filePath(u"other"_s);
        QVERIFY(SampleGenerator(m_clock, {fewPostings, 2}).create(other, {}, {}).ok());
        QVERIFY(hashOfRows(other + u"/source"_s) != hashOfRows(again + u"/source"_s));
    }

    void aCancelLeavesNothing()
    {
        std::stop_source stop;
        const auto cancelInTheSecondCompany = [&](const SampleProgress& progress) {
            if (progress.company == 2)
                stop.request_stop();
        };
        const Result<void> made =
            SampleGenerator(RushingClock(), {fewPostings})
                .create(m_place->filePath(u"ws"_s), cancelInTheSecondCompany, stop.get_token());
        QVERIFY(!made.ok());
        QCOMPARE(made.error().code, ErrorCode::Cancelled);
        QCOMPARE(left(), QStringList());
    }

    void aFullDiskLeavesNothingAndIsTold()
    {
        // A file that may not grow fails as one on a full disk does.
        (void)std::signal(SIGXFSZ, SIG_IGN);
        rlimit unlimited{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &unlimited), 0);
        const rlimit small{300'000, unlimited.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const Result<void> made = generate(m_place->filePath(u"ws"_s));
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &unlimited), 0);
        QVERIFY(!made.ok());
        QCOMPARE(made.error().code, ErrorCode::Storage);
        QCOMPARE(left(), QStringList());
    }

    void whatACrashLeftIsReplaced()
    {
        QVERIFY(QDir(m_place->path()).mkpath(u".ws.partial/source/junk"_s));
        QVERIFY(generate(m_place->filePath(u"ws"_s)).ok());
        QCOMPARE(left(), QStringList{u"ws"_s});
        QVERIFY(!QDir(m_place->filePath(u"ws/source/junk"_s)).exists());
    }

    void aFolderWithSomethingInItIsRefusedAndLeftAlone()
    {
        QVERIFY(QDir(m_place->path()).mkdir(u"ws"_s));
        QFile file(m_place->filePath(u"ws/.hidden"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const Result<void> made = generate(m_place->filePath(u"ws"_s));
        QVERIFY(!made.ok());
        QCOMPARE(made.error().code, ErrorCode::InvalidArgument);
        QVERIFY(made.error().message.contains(m_place->filePath(u"ws"_s)));
        QCOMPARE(QDir(m_place->filePath(u"ws"_s))
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{u".hidden"_s});
    }

    void aFileInTheWayIsRefused()
    {
        QFile file(m_place->filePath(u"ws"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(generate(file.fileName()).error().code, ErrorCode::InvalidArgument);
    }

    void anEmptyFolderAndMissingFoldersAroundItWillDo()
    {
        QVERIFY(QDir(m_place->path()).mkdir(u"empty"_s));
        QVERIFY(generate(m_place->filePath(u"empty"_s)).ok());
        QVERIFY(generate(m_place->filePath(u"a/b/ws/"_s)).ok());
    }

    void twoAtATimeAreRefused()
    {
        QLockFile other(m_place->filePath(u".ws.lock"_s));
        QVERIFY(other.tryLock());
        QCOMPARE(generate(m_place->filePath(u"ws"_s)).error().code, ErrorCode::Locked);
    }

    void aPlaceThatCantBeWrittenIsTold()
    {
        QFile file(m_place->filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(generate(file.fileName() + u"/ws"_s).error().code, ErrorCode::Unreadable);
    }

    void theConsoleTellsHowFarItIsAndStopsWhenTold()
    {
        StopAtText text;
        QTextStream out(&text);
        const QString folder = m_place->filePath(u"ws"_s);
        const auto made = createSampleOnConsole(folder, out, RushingClock(), text.stop.get_token());
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::Cancelled);
        const QStringList lines = QString::fromUtf8(text.written).split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(lines.value(0).contains(folder));
        static const QRegularExpression progress(
            u"^Company 1 of 6, [1-9]\\d* of [1-9]\\d* thousand postings, about \\d+ s left$"_s);
        for (const QString& line : lines.sliced(1))
            QVERIFY2(progress.match(line).hasMatch(), qPrintable(line));
        QCOMPARE_GE(lines.size(), 2);
    }

    void progressGrowsToTheEnd()
    {
        std::vector<SampleProgress> told;
        QVERIFY(SampleGenerator(RushingClock(), {fewPostings})
                    .create(m_place->filePath(u"ws"_s),
                            [&](const SampleProgress& progress) { told.push_back(progress); }, {})
                    .ok());
        QVERIFY(told.size() > 3);
        for (std::size_t i = 1; i < told.size(); ++i) {
            QVERIFY(told[i].postings >= told[i - 1].postings);
            QVERIFY(told[i].company >= told[i - 1].company);
            QVERIFY(told[i].postings <= told[i].allPostings);
            QVERIFY(told[i].msLeft >= 0);
        }
        QCOMPARE(told.back().companies, 6);
    }

private:
    [[nodiscard]] Result<void> generate(const QString& folder) const
    {
        return SampleGenerator(m_clock, {fewPostings}).create(folder, {}, {});
    }
    [[nodiscard]] QStringList left() const
    {
        return QDir(m_place->path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    [[nodiscard]] QString sharedFolder() const { return m_shared.filePath(u"ws"_s); }
    [[nodiscard]] QString companyFile(std::size_t index) const
    {
        return sharedFolder() + u"/source/"_s + QString::fromUtf16(sampleCompanies[index].schema) +
               u".db"_s;
    }
    void eachCompany() const
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<qint64>("postings");
        for (std::size_t i = 0; i < sampleCompanies.size(); ++i)
            QTest::newRow(qPrintable(QString::fromUtf16(sampleCompanies[i].name)))
                << companyFile(i) << fewPostings * sampleCompanies[i].sizePermille / 1000;
    }

    SystemClock m_clock;
    QTemporaryDir m_shared;
    std::optional<QTemporaryDir> m_place;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SampleGeneratorTest)
#include "samplegeneratortest.moc"
