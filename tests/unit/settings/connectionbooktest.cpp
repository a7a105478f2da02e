// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/connectionbook.h"

#include "support/privileges.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class ConnectionBookTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aBookThatIsNotThereYetIsEmpty();
    void whatWasSavedIsReadBackInItsOrder();
    void aHandWrittenConnectionNeedsKindAndPlaceAlone();
    void aConnectionThatWasOnlyBegunIsKept();
    void aConnectionWithoutAnIdHasTheSameOneAtEveryStart();
    void whatThisVersionDoesNotKnowIsKept();
    void aWrongMemberIsToldWithItsConnectionAndLeftAsItIs_data();
    void aWrongMemberIsToldWithItsConnectionAndLeftAsItIs();
    void aDamagedFileIsReplacedByTheOneBefore_data();
    void aDamagedFileIsReplacedByTheOneBefore();
    void aDamagedFileWithoutOneBeforeItIsKeptAside();
    void aFileOfALaterVersionIsNotWritten();
    void aFolderThatMayNotBeWrittenIsSaid();
    void aFileThatMayNotBeReadIsNotReplaced();
    void aDuplicateStandsBehindItsOriginal();
    void connectionsMoveBeforeOthersAndToTheEnd();
    void whatIsRemovedIsGone();
    void everyChangeIsTold();
    void whatAnotherWindowAddsIsNotLost();
    void aSecretInAFileIsLeftOutAndSaid_data();
    void aSecretInAFileIsLeftOutAndSaid();
    void anAddressWithAPasswordIsNotTaken();
    void anImportAddsWhatIsNotThereYet();
    void anImportWithASecretTakesNothing_data();
    void anImportWithASecretTakesNothing();
    void anImportThatIsWrongTakesNothing();
    void anExportIsAnImportElsewhere();
    void tenThousandConnectionsAreQuick();

private:
    [[nodiscard]] QString path(const QString& name = u"connections.json"_s) const
    {
        return m_folder->filePath(name);
    }
    void write(const QByteArray& text, const QString& name = u"connections.json"_s) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    [[nodiscard]] QByteArray read(const QString& name = u"connections.json"_s) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

TargetConnection service(const QString& name, const QString& place)
{
    TargetConnection connection;
    connection.kind = TargetConnection::Kind::Service;
    connection.name = name;
    connection.place = place;
    return connection;
}

QStringList namesIn(const ConnectionBook& book)
{
    QStringList names;
    for (const TargetConnection& connection : book.all())
        names.append(connection.name);
    return names;
}

QByteArray listOf(const QByteArray& connections)
{
    return R"({"version": 1, "connections": [)" + connections + "]}";
}

} // namespace

void ConnectionBookTest::aBookThatIsNotThereYetIsEmpty()
{
    const ConnectionBook book(path());
    QVERIFY(book.all().empty());
    QVERIFY(book.notices().isEmpty());
    QVERIFY(!book.readOnly());
    QVERIFY(!QFile::exists(path()));
}

void ConnectionBookTest::whatWasSavedIsReadBackInItsOrder()
{
    ConnectionBook book(m_folder->filePath(u"new/folder/connections.json"_s));
    TargetConnection first = service(u"Reports"_s, u"https://a.example/api"_s);
    first.group = u"Production"_s;
    first.colour = u"#aa0000"_s;
    first.production = first.watchOnly = first.insecure = true;
    first.signIn = TargetConnection::SignIn::Password;
    first.username = u"ioana"_s;
    first.server = u"3"_s;
    first.pin = QString(64, u'a');
    first.proxy = {ServiceProxy::Kind::Manual, u"proxy.example"_s, 3128};
    first.id = *book.add(first);
    QVERIFY(book.add(service(u"Second"_s, u"https://b.example/api"_s)).ok());
    QVERIFY(book.save().ok());
    const ConnectionBook again(m_folder->filePath(u"new/folder/connections.json"_s));
    QCOMPARE(namesIn(again), (QStringList{u"Reports"_s, u"Second"_s}));
    QVERIFY(again.all().front() == first);
    QCOMPARE(again.find(first.id)->place, first.place);
    QVERIFY(again.notices().isEmpty());
}

void ConnectionBookTest::aHandWrittenConnectionNeedsKindAndPlaceAlone()
{
    write(R"({"connections": [{"kind": "service", "place": "https://a.example/api"},
                              {"place": "/srv/reports"}]})");
    const ConnectionBook book(path());
    QCOMPARE(book.notices(), QStringList());
    QCOMPARE(book.all().size(), 2);
    QCOMPARE(book.all().front().kind, TargetConnection::Kind::Service);
    QCOMPARE(book.all().back().kind, TargetConnection::Kind::Workspace);
    QVERIFY(book.all().front().id != book.all().back().id);
}

void ConnectionBookTest::aConnectionThatWasOnlyBegunIsKept()
{
    ConnectionBook book(path());
    QVERIFY(book.add(service(u"Begun"_s, {})).ok());
    QVERIFY(book.save().ok());
    const ConnectionBook again(path());
    QCOMPARE(namesIn(again), QStringList{u"Begun"_s});
    QVERIFY(again.notices().isEmpty());
}

void ConnectionBookTest::aConnectionWithoutAnIdHasTheSameOneAtEveryStart()
{
    write(listOf(R"({"place": "/a"}, {"place": "/a"}, {"id": "x", "place": "/b"},
                    {"id": "x", "place": "/c"})"));
    const ConnectionBook book(path());
    const ConnectionBook again(path());
    QSet<QString> ids;
    for (std::size_t i = 0; i < 4; ++i) {
        QCOMPARE(again.all()[i].id, book.all()[i].id);
        ids.insert(book.all()[i].id);
    }
    QCOMPARE(ids.size(), 4);
    QCOMPARE(book.all()[2].id, u"x"_s);
}

void ConnectionBookTest::whatThisVersionDoesNotKnowIsKept()
{
    write(R"({"version": 1, "sorted_by": "name", "connections": [{"id": "a", "place": "/a",
              "icon": "star", "proxy": {"kind": "none", "exceptions": ["x"]}}]})");
    ConnectionBook book(path());
    TargetConnection changed = book.all().front();
    changed.name = u"A"_s;
    QVERIFY(book.change(changed).ok());
    QVERIFY(book.save().ok());
    const QJsonObject root = QJsonDocument::fromJson(read()).object();
    QCOMPARE(root[u"sorted_by"].toString(), u"name"_s);
    const QJsonObject kept = root[u"connections"].toArray().first().toObject();
    QCOMPARE(kept[u"icon"].toString(), u"star"_s);
    QCOMPARE(kept[u"name"].toString(), u"A"_s);
    QCOMPARE(kept[u"proxy"][u"exceptions"].toArray().size(), 1);
    QCOMPARE(kept[u"proxy"][u"kind"].toString(), u"none"_s);
}

void ConnectionBookTest::aWrongMemberIsToldWithItsConnectionAndLeftAsItIs_data()
{
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<QString>("member");
    QTest::newRow("kind") << R"({"name": "Bad", "place": "/b", "kind": "cloud"})"_ba
                          << u"\"kind\""_s;
    QTest::newRow("place") << R"({"name": "Bad", "kind": "file"})"_ba << u"\"place\""_s;
    QTest::newRow("flag") << R"({"name": "Bad", "place": "/b", "production": 1})"_ba
                          << u"\"production\""_s;
    QTest::newRow("proxy") << R"({"name": "Bad", "place": "/b", "proxy": "none"})"_ba
                           << u"\"proxy\""_s;
    QTest::newRow("port") << R"({"name": "Bad", "place": "/b", "proxy": {"port": "x"}})"_ba
                          << u"\u201cproxy\u201d: \"port\""_s;
}

void ConnectionBookTest::aWrongMemberIsToldWithItsConnectionAndLeftAsItIs()
{
    QFETCH(QByteArray, connection);
    QFETCH(QString, member);
    write(listOf(R"({"id": "a", "place": "/a"},)" + connection));
    ConnectionBook book(path());
    QCOMPARE(book.all().size(), 1);
    QCOMPARE(book.notices().size(), 1);
    QVERIFY(book.notices().constFirst().startsWith(u"Connection 2, \u201cBad\u201d: "));
    QVERIFY2(book.notices().constFirst().contains(member), qPrintable(book.notices().constFirst()));
    QVERIFY(book.save().ok());
    const auto list = QJsonDocument::fromJson(read())[u"connections"].toArray();
    QCOMPARE(list.at(1), QJsonValue(QJsonDocument::fromJson(connection).object()));
}

void ConnectionBookTest::aDamagedFileIsReplacedByTheOneBefore_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << R"({"version": 1, "connec)"_ba;
    QTest::newRow("zeroes") << QByteArray(4096, '\0');
    QTest::newRow("something else") << "[1, 2]"_ba;
}

void ConnectionBookTest::aDamagedFileIsReplacedByTheOneBefore()
{
    QFETCH(QByteArray, damage);
    {
        ConnectionBook book(path());
        QVERIFY(book.add(service(u"Kept"_s, u"https://a.example/api"_s)).ok());
        QVERIFY(book.save().ok());
    }
    write(damage);
    ConnectionBook book(path());
    QCOMPARE(namesIn(book), QStringList{u"Kept"_s});
    QVERIFY(book.notices().constFirst().contains(u"is damaged"));
    QVERIFY(book.save().ok());
    QVERIFY(ConnectionBook(path()).notices().isEmpty());
    QCOMPARE(read(u"connections.json.damaged"_s), damage);
}

void ConnectionBookTest::aDamagedFileWithoutOneBeforeItIsKeptAside()
{
    write("{");
    ConnectionBook book(path());
    QVERIFY(book.all().empty());
    QVERIFY(book.notices().constFirst().contains(u".damaged"));
    QVERIFY(book.add(service(u"New"_s, u"https://a.example/api"_s)).ok());
    QVERIFY(book.save().ok());
    QCOMPARE(read(u"connections.json.damaged"_s), "{"_ba);
}

void ConnectionBookTest::aFileOfALaterVersionIsNotWritten()
{
    const QByteArray later = R"({"version": 2, "connections": [{"place": "/a"}]})";
    write(later);
    ConnectionBook book(path());
    QCOMPARE(book.all().size(), 1);
    QVERIFY(book.notices().constFirst().contains(u"later version"));
    QVERIFY(book.add(service(u"For now"_s, u"https://a.example/api"_s)).ok());
    QCOMPARE(book.save().error().code, ErrorCode::NewerVersion);
    QCOMPARE(book.all().size(), 2);
    QCOMPARE(read(), later);
}

void ConnectionBookTest::aFolderThatMayNotBeWrittenIsSaid()
{
    write("a file where a folder is wanted", u"folder"_s);
    ConnectionBook book(path(u"folder/connections.json"_s));
    QVERIFY(book.add(service(u"For now"_s, u"https://a.example/api"_s)).ok());
    const auto saved = book.save();
    QCOMPARE(saved.error().code, ErrorCode::Unreadable);
    QVERIFY(saved.error().message.contains(u"until the program ends"));
    QCOMPARE(book.all().size(), 1);
}

void ConnectionBookTest::aFileThatMayNotBeReadIsNotReplaced()
{
#ifdef Q_OS_WIN
    QSKIP("There a file's rights are not three times three bits");
#endif
    write(listOf(R"({"place": "/a"})"));
    constexpr auto byAll = QFile::Permissions::fromInt(0x7077); // to read, write and enter
    QVERIFY(QFile::setPermissions(m_folder->path(), byAll));
    QVERIFY(QFile::setPermissions(path(), {}));
    {
        const WithoutPrivileges asNobody;
        if (!asNobody.ok())
            QSKIP("this user can't give up the right to read every file");
        ConnectionBook book(path());
        QVERIFY(book.notices().constFirst().contains(u"can't be read"));
        QVERIFY(!book.save().ok());
    }
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(read().contains("/a"));
}

void ConnectionBookTest::aDuplicateStandsBehindItsOriginal()
{
    ConnectionBook book(path());
    const QString id = *book.add(service(u"One"_s, u"https://a.example/api"_s));
    QVERIFY(book.add(service(u"Two"_s, u"https://b.example/api"_s)).ok());
    const auto copy = book.duplicate(id);
    QVERIFY(copy.ok());
    QVERIFY(*copy != id);
    QCOMPARE(namesIn(book), (QStringList{u"One"_s, u"One copy"_s, u"Two"_s}));
    QCOMPARE(book.find(*copy)->place, u"https://a.example/api"_s);
    QCOMPARE(book.duplicate(u"nobody"_s).error().code, ErrorCode::NotFound);
}

void ConnectionBookTest::connectionsMoveBeforeOthersAndToTheEnd()
{
    ConnectionBook book(path());
    const QString a = *book.add(service(u"a"_s, u"https://a.example/api"_s));
    QVERIFY(book.add(service(u"b"_s, u"https://b.example/api"_s)).ok());
    const QString c = *book.add(service(u"c"_s, u"https://c.example/api"_s));
    book.move(c, a);
    QCOMPARE(namesIn(book), (QStringList{u"c"_s, u"a"_s, u"b"_s}));
    book.move(c, {});
    QCOMPARE(namesIn(book), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    book.move(a, a);
    book.move(u"nobody"_s, a);
    QCOMPARE(namesIn(book), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
}

void ConnectionBookTest::whatIsRemovedIsGone()
{
    ConnectionBook book(path());
    const QString id = *book.add(service(u"a"_s, u"https://a.example/api"_s));
    book.remove(id);
    book.remove(id);
    QVERIFY(book.all().empty());
    QVERIFY(!book.find(id));
    QCOMPARE(book.change(TargetConnection()).error().code, ErrorCode::NotFound);
}

void ConnectionBookTest::everyChangeIsTold()
{
    ConnectionBook book(path());
    const QSignalSpy told(&book, &ConnectionBook::changed);
    const QString id = *book.add(service(u"a"_s, u"https://a.example/api"_s));
    TargetConnection same = *book.find(id);
    QVERIFY(book.change(same).ok());
    QCOMPARE(told.size(), 1);
    same.name = u"b"_s;
    QVERIFY(book.change(same).ok());
    QVERIFY(book.duplicate(id).ok());
    book.move(id, {});
    book.remove(id);
    QCOMPARE(told.size(), 5);
}

void ConnectionBookTest::whatAnotherWindowAddsIsNotLost()
{
    ConnectionBook one(path());
    const QString gone = *one.add(service(u"gone"_s, u"https://gone.example/api"_s));
    QVERIFY(one.save().ok());
    ConnectionBook other(path());
    QVERIFY(other.add(service(u"theirs"_s, u"https://theirs.example/api"_s)).ok());
    QVERIFY(other.save().ok());
    one.remove(gone);
    QVERIFY(one.add(service(u"ours"_s, u"https://ours.example/api"_s)).ok());
    QVERIFY(one.save().ok());
    QCOMPARE(namesIn(one), (QStringList{u"ours"_s, u"theirs"_s}));
    QCOMPARE(namesIn(ConnectionBook(path())), (QStringList{u"ours"_s, u"theirs"_s}));
    write(R"({"version": 2, "connections": []})");
    QCOMPARE(one.save().error().code, ErrorCode::NewerVersion);
    QVERIFY(read().contains("\"version\": 2"));
}

void ConnectionBookTest::aSecretInAFileIsLeftOutAndSaid_data()
{
    QTest::addColumn<QByteArray>("connection");
    QTest::newRow("token") << R"({"place": "/a", "token": "c4nary"})"_ba;
    QTest::newRow("Pass-Word") << R"({"place": "/a", "Pass-Word": "c4nary"})"_ba;
    QTest::newRow("deep") << R"({"place": "/a", "proxy": {"password": "c4nary"}})"_ba;
    QTest::newRow("in a list") << R"({"place": "/a", "more": [{"api_key": "c4nary"}]})"_ba;
    QTest::newRow("of what is not understood") << R"({"place": 1, "secret": "c4nary"})"_ba;
    QTest::newRow("address") << R"({"kind": "service", "place": "https://x:c4nary@a/api"})"_ba;
    QTest::newRow("query") << R"({"kind": "service", "place": "https://a?token=c4nary"})"_ba;
    QTest::newRow("no scheme") << R"({"kind": "service", "place": "a:1/api?token=c4nary"})"_ba;
    QTest::newRow("misread") << R"({"kind": "service", "name": 1, "place": "x:c4nary@a"})"_ba;
}

void ConnectionBookTest::aSecretInAFileIsLeftOutAndSaid()
{
    QFETCH(QByteArray, connection);
    write(listOf(connection));
    ConnectionBook book(path());
    QVERIFY(!book.notices().isEmpty());
    QVERIFY(!book.notices().join(u' ').contains(u"c4nary"));
    QVERIFY(book.save().ok());
    QVERIFY(!read().contains("c4nary"));
    QVERIFY(!read(u"connections.json.bak"_s).contains("c4nary"));
    QVERIFY(book.exportTo(path(u"export.json"_s)).ok());
    QVERIFY(!read(u"export.json"_s).contains("c4nary"));
}

void ConnectionBookTest::anAddressWithAPasswordIsNotTaken()
{
    ConnectionBook book(path());
    const auto added = book.add(service(u"a"_s, u"https://ioana:c4nary@a.example/api"_s));
    QCOMPARE(added.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!added.error().message.contains(u"c4nary"));
    TargetConnection good = service(u"a"_s, u"https://a.example/api"_s);
    good.id = *book.add(good);
    good.place = u"https://a.example/api?token=c4nary"_s;
    QVERIFY(!book.change(good).ok());
    QCOMPARE(book.all().front().place, u"https://a.example/api"_s);
}

void ConnectionBookTest::anImportAddsWhatIsNotThereYet()
{
    ConnectionBook book(path());
    TargetConnection here = service(u"Here"_s, u"https://a.example/api"_s);
    here.server = u"3"_s;
    const QString id = *book.add(here);
    write(listOf(R"({"kind": "service", "place": "https://a.example/api/", "server": "3"},
                    {"kind": "service", "place": "https://a.example/api", "server": "4"},
                    {"id": ")" +
                 id.toUtf8() + R"(", "name": "New", "place": "/new", "icon": "star"})"),
          u"import.json"_s);
    const auto imported = book.importFrom(path(u"import.json"_s));
    QVERIFY(imported.ok());
    QCOMPARE(imported->added, 2);
    QCOMPARE(imported->skipped.size(), 1);
    QCOMPARE(book.all().size(), 3);
    QCOMPARE(book.find(id)->name, u"Here"_s);
    QCOMPARE(book.all().back().name, u"New"_s);
    QVERIFY(book.all().back().id != id);
    QVERIFY(book.save().ok());
    QVERIFY(read().contains("star"));
}

void ConnectionBookTest::anImportWithASecretTakesNothing_data()
{
    aSecretInAFileIsLeftOutAndSaid_data();
}

void ConnectionBookTest::anImportWithASecretTakesNothing()
{
    QFETCH(QByteArray, connection);
    write(listOf(R"({"place": "/good"},)" + connection), u"import.json"_s);
    ConnectionBook book(path());
    const auto imported = book.importFrom(path(u"import.json"_s));
    QCOMPARE(imported.error().code, ErrorCode::InvalidArgument);
    QVERIFY(imported.error().message.contains(u"Connection 2"));
    QVERIFY(!(imported.error().message + imported.error().detail).contains(u"c4nary"));
    QVERIFY(book.all().empty());
}

void ConnectionBookTest::anImportThatIsWrongTakesNothing()
{
    ConnectionBook book(path());
    write(listOf(R"({"place": "/good"}, {"name": "Bad", "place": "/x", "kind": 3})"),
          u"import.json"_s);
    const auto imported = book.importFrom(path(u"import.json"_s));
    QVERIFY(imported.error().message.contains(u"Bad"));
    QVERIFY(imported.error().message.contains(u"\"kind\""));
    write("no JSON", u"import.json"_s);
    QVERIFY(book.importFrom(path(u"import.json"_s)).error().message.contains(u"no list"));
    QCOMPARE(book.importFrom(path(u"absent.json"_s)).error().code, ErrorCode::Unreadable);
    write(R"({"version": 9, "connections": []})", u"import.json"_s);
    QCOMPARE(book.importFrom(path(u"import.json"_s)).error().code, ErrorCode::NewerVersion);
    QVERIFY(book.all().empty());
}

void ConnectionBookTest::anExportIsAnImportElsewhere()
{
    write(listOf(R"({"place": 1}, {"name": "a", "place": "/a"}, {"name": "b", "place": "/b"})"));
    const ConnectionBook book(path());
    QVERIFY(book.exportTo(path(u"export.json"_s)).ok());
    ConnectionBook other(path(u"other.json"_s));
    const auto imported = other.importFrom(path(u"export.json"_s));
    QVERIFY(imported.ok());
    QCOMPARE(imported->added, 2);
    QCOMPARE(namesIn(other), namesIn(book));
}

void ConnectionBookTest::tenThousandConnectionsAreQuick()
{
    QByteArrayList many;
    for (int i = 0; i < 10'000; ++i)
        many.append(R"({"kind": "service", "place": "https://h)" + QByteArray::number(i) +
                    R"(.example/api"})");
    write(listOf(many.join(',')), u"import.json"_s);
    QElapsedTimer timer;
    timer.start();
    ConnectionBook book(path());
    QCOMPARE(book.importFrom(path(u"import.json"_s))->added, 10'000);
    QVERIFY(book.save().ok());
    QCOMPARE(ConnectionBook(path()).all().size(), 10'000);
    // Far from what comparing each with each would take, also on a slow machine.
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ConnectionBookTest)
#include "connectionbooktest.moc"
