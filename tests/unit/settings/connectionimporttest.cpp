// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/connectionbook.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// Whoever wrote the file of an import does not say whom this person trusts.
class ConnectionImportTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void whomAForeignFileTrustsIsLeftOutAndTold_data();
    void whomAForeignFileTrustsIsLeftOutAndTold();
    void whatTrustsNobodyMoreIsNotTold_data();
    void whatTrustsNobodyMoreIsNotTold();
    void whatAPersonThenTrustsIsKept();

private:
    [[nodiscard]] QString path(const QString& name = u"connections.json"_s) const
    {
        return m_folder->filePath(name);
    }
    [[nodiscard]] ConnectionBook::Imported import(ConnectionBook& book,
                                                  const QByteArray& connection) const
    {
        QFile file(path(u"import.json"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(R"({"version": 1, "connections": [)" + connection + "]}");
        file.close();
        return *book.importFrom(file.fileName());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ConnectionImportTest::whomAForeignFileTrustsIsLeftOutAndTold_data()
{
    QTest::addColumn<QByteArray>("connection");
    QTest::newRow("a certificate")
        << QByteArray(R"({"kind": "service", "place": "https://a.example/api", "pin": "ab12"})");
    QTest::newRow("everybody on the way")
        << QByteArray(R"({"kind": "service", "place": "http://a.example/api", "insecure": true})");
    QTest::newRow("authorities") << QByteArray(
        R"({"kind": "service", "place": "https://a.example/api", "authorities": "/own.pem"})");
}

void ConnectionImportTest::whomAForeignFileTrustsIsLeftOutAndTold()
{
    QFETCH(QByteArray, connection);
    ConnectionBook book(path());
    const auto imported = import(book, connection);
    QCOMPARE(imported.added, 1);
    QCOMPARE(imported.trusting.size(), 1);
    const TargetConnection& told = imported.trusting.front();
    QCOMPARE(told.id, book.all().front().id);
    QVERIFY(!told.pin.isEmpty() || told.insecure || !told.authorities.isEmpty());
    QVERIFY(book.save().ok());
    const ConnectionBook again(path());
    const TargetConnection& kept = again.all().front();
    QVERIFY(kept.pin.isEmpty() && !kept.insecure && kept.authorities.isEmpty());
}

void ConnectionImportTest::whatTrustsNobodyMoreIsNotTold_data()
{
    QTest::addColumn<QByteArray>("connection");
    QTest::newRow("a plain one") << QByteArray(
        R"({"kind": "service", "place": "https://a.example/api"})");
    QTest::newRow("this machine without TLS") << QByteArray(
        R"({"kind": "service", "place": "http://localhost:8787/api", "insecure": true})");
    QTest::newRow("a folder") << QByteArray(R"({"place": "/folder", "pin": "ab12"})");
}

void ConnectionImportTest::whatTrustsNobodyMoreIsNotTold()
{
    QFETCH(QByteArray, connection);
    ConnectionBook book(path());
    const auto imported = import(book, connection);
    QCOMPARE(imported.added, 1);
    QVERIFY(imported.trusting.empty());
    QVERIFY(book.all().front().pin.isEmpty() && !book.all().front().insecure);
}

void ConnectionImportTest::whatAPersonThenTrustsIsKept()
{
    ConnectionBook book(path());
    const auto imported =
        import(book, R"({"kind": "service", "place": "https://a.example/api", "pin": "ab12"})");
    QVERIFY(book.change(imported.trusting.front()).ok());
    QVERIFY(book.save().ok());
    QCOMPARE(ConnectionBook(path()).all().front().pin, u"ab12"_s);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ConnectionImportTest)
#include "connectionimporttest.moc"
