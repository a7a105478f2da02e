// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dialogs/importtrustdialog.h"
#include "dialogs/noticebar.h"
#include "settings/connectioncheck.h"
#include "support/connectionsfixture.h"
#include "support/guitest.h"

#include <QAbstractItemModelTester>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// A person keeps connections: adds, edits, orders, removes and finds them.
class ConnectionsDialogTest final : public QObject, private test::ConnectionsFixture
{
    Q_OBJECT

public:
    explicit ConnectionsDialogTest(Theme& theme) : ConnectionsFixture(theme) {}

private Q_SLOTS:
    void init() { begin(); }
    void anEmptyListOffersThreeDoors();
    void whatIsEditedIsKeptWhenTheFieldIsLeft();
    void aWrongAddressIsSaidBelowIt_data();
    void aWrongAddressIsSaidBelowIt();
    void aForeignNameIsSpelledOutBelowIt();
    void anAddressMayNameItsServer();
    void httpToAnotherMachineMustBeWanted();
    void aProxyOfOnesOwnNeedsItsHost();
    void aDuplicateIsEditedNext();
    void removingAsksFirst();
    void theKeyboardDoesItAll();
    void aSuggestionIsNotInTheListBeforeItIsUsed();
    void aSuggestionThatIsThereAlreadyIsShown();
    void whatIsWrongWithTheFileIsSaid();
    void aConnectionIsFoundByItsAddress();
    void anImportIsAddedAndSaid();
    void whomAnImportTrustsIsAskedFirst();
    void whomAPersonAgreesToTrustIsKept();
    void anImportWithASecretIsRefused();
    void anExportHoldsWhatIsKept();
    void everyControlHasAName();
    void tenThousandConnectionsAreShownQuickly();
};

void ConnectionsDialogTest::anEmptyListOffersThreeDoors()
{
    open();
    QVERIFY(button(u"A service"_s) && button(u"A workspace"_s));
    QVERIFY(!find<QPushButton>(u"attach"_s)->isEnabled());
    button(u"A cache file"_s)->click();
    QCOMPARE(m_book->all().size(), 1);
    QCOMPARE(m_book->all().front().kind, TargetConnection::Kind::File);
    QVERIFY(!button(u"A service"_s));
    QCOMPARE(find<QLineEdit>(u"place"_s)->accessibleName(), u"File"_s);
    QVERIFY(!find<SecretField>(u"token"_s)->isVisible());
}

void ConnectionsDialogTest::whatIsEditedIsKeptWhenTheFieldIsLeft()
{
    const QString id = add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    enter(u"name"_s, u"Reports Bucharest"_s);
    QCOMPARE(m_book->find(id)->name, u"Reports Bucharest"_s);
    enter(u"place"_s, u"https://b.example/api"_s);
    button(u"Production"_s)->click();
    QVERIFY(m_book->find(id)->production);
    const ConnectionBook again(file());
    QCOMPARE(again.all().front().name, u"Reports Bucharest"_s);
    QCOMPARE(again.all().front().place, u"https://b.example/api"_s);
    QVERIFY(again.all().front().production);
}

void ConnectionsDialogTest::aWrongAddressIsSaidBelowIt_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("told");
    QTest::newRow("a blank") << u"https://my host/api"_s << u"no blanks"_s;
    QTest::newRow("no scheme") << u"host/api"_s << u"begins with https://"_s;
    QTest::newRow("a password") << u"https://a:c4nary@host/api"_s << u"must not hold"_s;
    QTest::newRow("a password, no scheme") << u"a:c4nary@host/api"_s << u"must not hold"_s;
    QTest::newRow("a token, no scheme") << u"host:8787/api?token=c4nary"_s << u"must not hold"_s;
    QTest::newRow("a hash sign in it") << u"https://a:pa#c4nary@host"_s << u"must not hold"_s;
}

void ConnectionsDialogTest::aWrongAddressIsSaidBelowIt()
{
    QFETCH(QString, address);
    QFETCH(QString, told);
    add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    QVERIFY(find<QPushButton>(u"attach"_s)->isEnabled());
    enter(u"place"_s, address);
    QVERIFY(says(told));
    QVERIFY(!find<QPushButton>(u"attach"_s)->isEnabled());
    QVERIFY(!find<QPushButton>(u"test"_s)->isEnabled());
    QVERIFY(!written().contains("c4nary"));
    QVERIFY(!m_book->all().front().place.contains(u"c4nary"));
}

void ConnectionsDialogTest::aForeignNameIsSpelledOutBelowIt()
{
    add(u"Reports"_s, u"https://münchen.example/api"_s);
    open();
    QVERIFY(says(u"xn--mnchen-3ya.example"_s));
    QVERIFY(find<QPushButton>(u"attach"_s)->isEnabled());
}

void ConnectionsDialogTest::anAddressMayNameItsServer()
{
    const QString id = add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    enter(u"place"_s, u"https://a.example/api?server=3"_s);
    QCOMPARE(m_book->find(id)->place, u"https://a.example/api"_s);
    QCOMPARE(m_book->find(id)->server, u"3"_s);
}

void ConnectionsDialogTest::httpToAnotherMachineMustBeWanted()
{
    const QString id = add(u"Reports"_s, u"http://a.example/api"_s);
    open();
    QVERIFY(!find<QPushButton>(u"attach"_s)->isEnabled());
    button(u"Send the token to a.example unencrypted"_s)->click();
    QVERIFY(find<QPushButton>(u"attach"_s)->isEnabled());
    QVERIFY(m_book->find(id)->insecure);
    enter(u"place"_s, u"https://a.example/api"_s);
    QVERIFY(!m_book->find(id)->insecure);
}

void ConnectionsDialogTest::aProxyOfOnesOwnNeedsItsHost()
{
    const QString id = add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    auto* proxy = find<QComboBox>(u"Proxy"_s);
    proxy->setCurrentIndex(2);
    Q_EMIT proxy->activated(2);
    QVERIFY(says(u"the host and the port"_s));
    QVERIFY(!find<QPushButton>(u"attach"_s)->isEnabled());
    enter(u"Host of the proxy"_s, u"proxy.example"_s);
    enter(u"Port of the proxy"_s, u"8080"_s);
    QVERIFY(!says(u"the host and the port"_s));
    QVERIFY(find<QPushButton>(u"attach"_s)->isEnabled());
    QCOMPARE(m_book->find(id)->proxy,
             (ServiceProxy{ServiceProxy::Kind::Manual, u"proxy.example"_s, 8080}));
}

void ConnectionsDialogTest::aDuplicateIsEditedNext()
{
    add(u"Reports"_s, u"https://a.example/api"_s);
    open();
    find<QToolButton>(u"Duplicate"_s)->click();
    QCOMPARE(m_book->all().size(), 2);
    QCOMPARE(find<QLineEdit>(u"name"_s)->text(), u"Reports copy"_s);
    enter(u"name"_s, u"Second"_s);
    QCOMPARE(m_book->all().back().name, u"Second"_s);
    QCOMPARE(m_book->all().front().name, u"Reports"_s);
}

void ConnectionsDialogTest::removingAsksFirst()
{
    add(u"Reports"_s, u"https://a.example/api"_s);
    add(u"Other"_s, u"https://b.example/api"_s);
    open();
    auto* tree = m_dialog->findChild<QTreeView*>();
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Delete);
    QVERIFY(shown<QDialog>());
    QTest::keyClick(shown<QDialog>(), Qt::Key_Escape);
    QCOMPARE(m_book->all().size(), 2);
    QTest::keyClick(tree, Qt::Key_Delete);
    shown<QDialog>()->findChild<QPushButton*>(u"yes"_s)->click();
    QCOMPARE(m_book->all().size(), 1);
    QCOMPARE(m_desk->forgotten.size(), 1);
    QCOMPARE(find<QLineEdit>(u"name"_s)->text(), u"Other"_s);
}

void ConnectionsDialogTest::theKeyboardDoesItAll()
{
    add(u"a"_s, u"https://a.example/api"_s);
    add(u"b"_s, u"https://b.example/api"_s);
    open();
    const QSignalSpy attached(m_dialog, &ConnectionsDialog::attachWanted);
    auto* tree = m_dialog->findChild<QTreeView*>();
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(m_book->all().front().name, u"b"_s);
    QTest::keyClick(tree, Qt::Key_Up);
    QCOMPARE(find<QLineEdit>(u"name"_s)->text(), u"b"_s);
    QTest::keyClick(m_dialog, Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(m_book->all().size(), 3);
    QTRY_VERIFY(find<QLineEdit>(u"name"_s)->hasFocus());
    QTest::keyClicks(find<QLineEdit>(u"name"_s), u"c"_s);
    enter(u"place"_s, u"https://c.example/api"_s);
    QTest::keyClick(find<QLineEdit>(u"name"_s), Qt::Key_Return);
    QCOMPARE(attached.size(), 1);
    QCOMPARE(attached[0][0].value<TargetConnection>().place, u"https://c.example/api"_s);
    QCOMPARE(attached[0][0].value<TargetConnection>().name, u"c"_s);
}

void ConnectionsDialogTest::aSuggestionIsNotInTheListBeforeItIsUsed()
{
    add(u"a"_s, u"https://a.example/api"_s);
    open();
    const QSignalSpy attached(m_dialog, &ConnectionsDialog::attachWanted);
    TargetConnection linked;
    linked.kind = TargetConnection::Kind::Service;
    linked.place = u"https://linked.example/api"_s;
    linked.name = u"Linked"_s;
    m_dialog->suggest(linked);
    QVERIFY(says(u"nothing was opened"_s));
    QCOMPARE(find<QLineEdit>(u"place"_s)->text(), linked.place);
    enter(u"name"_s, u"Renamed"_s);
    QCOMPARE(m_book->all().size(), 1);
    QVERIFY(attached.isEmpty());
    find<QPushButton>(u"attach"_s)->click();
    QCOMPARE(attached.size(), 1);
    QCOMPARE(m_book->all().size(), 2);
    QCOMPARE(m_book->all().back().name, u"Renamed"_s);
    QCOMPARE(attached[0][0].value<TargetConnection>().id, m_book->all().back().id);
}

void ConnectionsDialogTest::aSuggestionThatIsThereAlreadyIsShown()
{
    add(u"a"_s, u"https://a.example/api"_s);
    const QString id = add(u"b"_s, u"https://b.example/api"_s);
    open();
    TargetConnection linked = *m_book->find(id);
    linked.place = u"https://B.example:443"_s;
    m_dialog->suggest(linked);
    QCOMPARE(find<QLineEdit>(u"name"_s)->text(), u"b"_s);
    QVERIFY(says(u"in the list already"_s));
    QCOMPARE(m_book->all().size(), 2);
}

void ConnectionsDialogTest::whatIsWrongWithTheFileIsSaid()
{
    QFile later(file());
    QVERIFY(later.open(QIODevice::WriteOnly));
    QVERIFY(later.write(R"({"version": 2, "connections": [{"place": "/a", "token": "c4nary"}]})") >
            0);
    later.close();
    m_book = std::make_unique<ConnectionBook>(later.fileName());
    open();
    const QString said = m_dialog->findChild<NoticeBar*>()->text();
    QVERIFY(said.contains(u"later version") && said.contains(u"looks like a secret"));
    QVERIFY(!said.contains(u"c4nary"));
    enter(u"name"_s, u"For now"_s);
    QVERIFY(m_dialog->findChild<NoticeBar*>()->text().contains(u"until the program ends"));
    QVERIFY(written().contains("\"version\": 2"));
}

void ConnectionsDialogTest::aConnectionIsFoundByItsAddress()
{
    add(u"a"_s, u"https://a.example/api"_s, u"North"_s);
    add(u"b"_s, u"https://b.example/api"_s, u"South"_s);
    open();
    auto* tree = m_dialog->findChild<QTreeView*>();
    const QAbstractItemModelTester tester(tree->model());
    QTest::keyClicks(find<QLineEdit>(u"Find a connection"_s), u"B.EXAMPLE"_s);
    QCOMPARE(tree->model()->rowCount(), 1);
    QCOMPARE(tree->model()->index(0, 0).data().toString(), u"South"_s);
    find<QToolButton>(u"Add a connection (Ctrl+N)"_s)->click();
    QVERIFY(find<QLineEdit>(u"Find a connection"_s)->text().isEmpty());
    QCOMPARE(tree->currentIndex().data().toString(), u"New connection"_s);
}

void ConnectionsDialogTest::anImportIsAddedAndSaid()
{
    add(u"a"_s, u"https://a.example/api"_s);
    open();
    write(R"({"connections": [{"kind": "service", "place": "https://a.example/api"},
                              {"place": "/b"}]})");
    button(u"Import\u2026"_s)->click();
    Q_EMIT shown<QFileDialog>()->fileSelected(other());
    QCOMPARE(m_book->all().size(), 2);
    QVERIFY(says(u"One connection was added."_s));
    QVERIFY(says(u"in the list already"_s));
    QCOMPARE(ConnectionBook(file()).all().size(), 2);
}

constexpr auto trusting = R"({"connections": [
    {"kind": "service", "name": "Pinned", "place": "https://a.example/api", "pin": "ab12cd34"},
    {"kind": "service", "name": "Clear", "place": "http://b.example/api", "insecure": true},
    {"kind": "service", "name": "Plain", "place": "https://c.example/api"}]})";

void ConnectionsDialogTest::whomAnImportTrustsIsAskedFirst()
{
    open();
    write(trusting);
    button(u"Import\u2026"_s)->click();
    Q_EMIT shown<QFileDialog>()->fileSelected(other());
    auto* question = shown<ImportTrustDialog>();
    QVERIFY(question);
    const QString named = question->findChild<QPlainTextEdit*>()->toPlainText();
    QVERIFY2(named.contains(u"Pinned, https://a.example/api: the certificate AB12 CD34"),
             qPrintable(named));
    QVERIFY2(named.contains(u"Clear, http://b.example/api: your token"), qPrintable(named));
    QVERIFY(!named.contains(u"Plain"));
    QTest::keyClick(question, Qt::Key_Return);
    QTRY_VERIFY(!shown<ImportTrustDialog>());
    const ConnectionBook kept(file());
    QCOMPARE(kept.all().size(), 3);
    QVERIFY(std::ranges::none_of(kept.all(), &trustsMore));
}

void ConnectionsDialogTest::whomAPersonAgreesToTrustIsKept()
{
    open();
    write(trusting);
    button(u"Import\u2026"_s)->click();
    Q_EMIT shown<QFileDialog>()->fileSelected(other());
    const QSignalSpy told(m_book.get(), &ConnectionBook::changed);
    find<QPushButton>(u"trust"_s)->click();
    QCOMPARE(told.count(), 1);
    const ConnectionBook kept(file());
    QCOMPARE(kept.all().at(0).pin, u"ab12cd34"_s);
    QVERIFY(kept.all().at(1).insecure);
    QVERIFY(!trustsMore(kept.all().at(2)));
}

void ConnectionsDialogTest::anImportWithASecretIsRefused()
{
    add(u"a"_s, u"https://a.example/api"_s);
    open();
    write(R"({"connections": [{"place": "/b", "token": "c4nary"}]})");
    button(u"Import\u2026"_s)->click();
    Q_EMIT shown<QFileDialog>()->fileSelected(other());
    QVERIFY(says(u"Nothing was taken"_s));
    QVERIFY(!says(u"c4nary"_s));
    QCOMPARE(m_book->all().size(), 1);
}

void ConnectionsDialogTest::anExportHoldsWhatIsKept()
{
    add(u"a"_s, u"https://a.example/api"_s);
    open();
    typeToken(u"c4nary"_s);
    button(u"Export without secrets\u2026"_s)->click();
    Q_EMIT shown<QFileDialog>()->fileSelected(other());
    QVERIFY(says(u"without secrets"_s));
    QFile exported(other());
    QVERIFY(exported.open(QIODevice::ReadOnly));
    const QByteArray text = exported.readAll();
    QVERIFY(text.contains("https://a.example/api") && !text.contains("c4nary"));
}

/// By its text, by itself, or by the label before it.
void ConnectionsDialogTest::everyControlHasAName()
{
    add(u"a"_s, u"https://a.example/api"_s);
    open();
    for (auto* widget : m_dialog->findChildren<QWidget*>()) {
        const bool part = qobject_cast<QComboBox*>(widget->parent()) ||
                          qobject_cast<QAbstractSpinBox*>(widget->parent()) ||
                          widget->objectName().startsWith(u"qt_");
        if (part || (widget->focusPolicy() & Qt::TabFocus) == 0 || !widget->isVisible())
            continue;
        const auto* named = qobject_cast<QAbstractButton*>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (named && !named->text().isEmpty()),
                 widget->metaObject()->className());
    }
}

void ConnectionsDialogTest::tenThousandConnectionsAreShownQuickly()
{
    QByteArrayList many;
    for (int i = 0; i < 10'000; ++i)
        many.append(R"({"kind": "service", "place": "https://h)" + QByteArray::number(i) +
                    R"(.example/api", "group": "g)" + QByteArray::number(i % 50) + R"("})");
    write(R"({"connections": [)" + many.join(',') + "]}");
    QCOMPARE(m_book->importFrom(other())->added, 10'000);
    QElapsedTimer timer;
    timer.start();
    open();
    enter(u"name"_s, u"Another name"_s);
    find<QLineEdit>(u"Find a connection"_s)->setText(u"h9999.example"_s);
    QCOMPARE(m_dialog->findChild<QTreeView*>()->model()->rowCount(), 1);
    // Far from what anything for each pair of them would take, also on a slow machine.
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
}

} // namespace tierwatch

TIERWATCH_GUI_TEST_MAIN(tierwatch::ConnectionsDialogTest)
#include "connectionsdialogtest.moc"
