// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/viewsettings.h"
#include "sessionopener.h"
#include "settings/keptsecrets.h"
#include "support/fakekeystore.h"
#include "target/cachetarget.h"
#include "window/mainwindow.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr auto secret = "c4nary, and a space";

/// All that was logged while it lives.
class Log final
{
public:
    Log()
    {
        lines().clear();
        m_before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext&, const QString& text) { lines() += text; });
    }
    ~Log() { qInstallMessageHandler(m_before); }
    Q_DISABLE_COPY_MOVE(Log)

    [[nodiscard]] static QStringList& lines()
    {
        static QStringList all;
        return all;
    }

private:
    QtMessageHandler m_before;
};

} // namespace

/// A person enters the password of a source, in the program as it ships but for the key store.
class PasswordTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPasswordThatNobodyKnowsIsAskedForAndKept();
    void whatIsKnownIsNotAskedForButCanBeEnteredAnew();
    void eachSourceIsAskedForAfterTheOther();
    void cancelAsksNoMore();
    void withoutAKeyStoreItSaysThatItForgets();
    void aStoreThatRefusesIsSaidInTheDialog();
    void aPasswordThatIsTooLongIsRefusedAndCanBeCorrected();
    void aWorkspaceWithoutSuchASourceHasNothingToEnter();
    void whatWasTypedIsNeitherShownNorLogged();

private:
    struct Program
    {
        Program(const QString& folder, std::shared_ptr<FakeKeyStore> store)
            : view(folder + u"/view.ini"_s),
              opener(clock, {}, [store] { return store; }),
              window(view, opener, clock)
        {
            window.show();
            window.openWorkspace(folder, TargetOpener::Access::Control);
        }
        [[nodiscard]] QDialog* dialog() const
        {
            for (auto* one : window.findChildren<QDialog*>()) {
                if (one->isVisible())
                    return one;
            }
            return nullptr;
        }
        [[nodiscard]] QLineEdit* field() const { return dialog()->findChild<QLineEdit*>(); }
        [[nodiscard]] QComboBox* source() const { return dialog()->findChild<QComboBox*>(); }
        [[nodiscard]] QAction* menuItem() const
        {
            for (auto* action : window.menuBar()->findChildren<QAction*>()) {
                if (action->text().startsWith(u"Source &password"))
                    return action;
            }
            return nullptr;
        }
        [[nodiscard]] bool says(const QString& text) const
        {
            for (const auto* label : dialog()->findChildren<QLabel*>()) {
                if (label->isVisible() && label->text().contains(text))
                    return true;
            }
            return false;
        }
        void enter(const QString& text) const
        {
            QTest::keyClicks(field(), text);
            QTest::keyClick(field(), Qt::Key_Return);
        }

        SystemClock clock;
        ViewSettings view;
        SessionOpener opener;
        MainWindow window;
    };

    /// Of a workspace whose sources have their passwords in the key store.
    void writeSettings(const QByteArray& settings);
    [[nodiscard]] QString key(const QString& source) const
    {
        return u"tierwatch/%1/%2"_s.arg(QDir(m_folder->path()).canonicalPath(), source);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<FakeKeyStore> m_store;
};

void PasswordTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_shared<FakeKeyStore>();
    QVERIFY(QDir(m_folder->path()).mkpath(u"queries"_s));
    writeSettings("[source]\ndriver=QPSQL\nhost=db.invalid\ndatabase=reports\nuser=reader\n"
                  "password_from=keychain\n");
}

void PasswordTest::writeSettings(const QByteArray& settings)
{
    QFile file(m_folder->filePath(u"tierwatch.ini"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(settings) > 0);
}

void PasswordTest::aPasswordThatNobodyKnowsIsAskedForAndKept()
{
    const Program program(m_folder->path(), m_store);
    QTRY_VERIFY(program.dialog());
    QCOMPARE(program.source()->currentText(), u"reports at db.invalid, as reader"_s);
    QTRY_VERIFY(program.field()->hasFocus());
    auto* keep = program.dialog()->findChild<QAbstractButton*>(u"keep"_s);
    QVERIFY(!keep->isEnabled());
    program.enter(QLatin1StringView(secret));
    QTRY_VERIFY(!program.dialog());
    QCOMPARE(m_store->secrets.value(key(u"main"_s)), QLatin1StringView(secret));
    QVERIFY(program.window.statusBar()->currentMessage().contains(u"key store"_s));
}

void PasswordTest::whatIsKnownIsNotAskedForButCanBeEnteredAnew()
{
    m_store->secrets.insert(key(u"main"_s), u"old"_s);
    const Program program(m_folder->path(), m_store);
    QTRY_VERIFY(program.menuItem()->isEnabled());
    QTRY_VERIFY(!m_store->reads.isEmpty());
    QVERIFY(!program.dialog());
    program.menuItem()->trigger();
    QTRY_VERIFY(program.dialog());
    QVERIFY(program.field()->text().isEmpty());
    program.enter(u"new"_s);
    QTRY_COMPARE(m_store->secrets.value(key(u"main"_s)), u"new"_s);
    QTRY_VERIFY(!program.dialog());
}

void PasswordTest::eachSourceIsAskedForAfterTheOther()
{
    writeSettings("[source]\npassword_from=keychain\ndatabase=a\n"
                  "[source.erp]\ndatabase=b\npassword_from=keychain\n");
    const Program program(m_folder->path(), m_store);
    QTRY_VERIFY(program.dialog());
    QCOMPARE(program.source()->currentData().toString(), u"main"_s);
    program.enter(u"one"_s);
    QTRY_VERIFY(program.dialog() && program.source()->currentData() == u"erp"_s);
    program.enter(u"two"_s);
    QTRY_VERIFY(!program.dialog());
    QCOMPARE(m_store->secrets.value(key(u"main"_s)), u"one"_s);
    QCOMPARE(m_store->secrets.value(key(u"erp"_s)), u"two"_s);
}

void PasswordTest::cancelAsksNoMore()
{
    const Program program(m_folder->path(), m_store);
    QTRY_VERIFY(program.dialog());
    QTest::keyClick(program.field(), Qt::Key_Escape);
    QTRY_VERIFY(!program.dialog());
    QVERIFY(m_store->writes.isEmpty());
    QVERIFY(program.menuItem()->isEnabled());
}

void PasswordTest::withoutAKeyStoreItSaysThatItForgets()
{
    const Program program(m_folder->path(), nullptr);
    QTRY_VERIFY(program.dialog());
    QVERIFY(program.says(u"no key store"_s));
    program.enter(u"for now"_s);
    QTRY_VERIFY(program.says(u"could not take the password"_s));
    QVERIFY(program.dialog());
    auto* close = program.dialog()->findChild<QAbstractButton*>();
    QVERIFY(close->isVisible());
    QTRY_VERIFY(close->hasFocus());
    QTest::keyClick(close, Qt::Key_Return);
    QTRY_VERIFY(!program.dialog());
}

void PasswordTest::aStoreThatRefusesIsSaidInTheDialog()
{
    m_store->failure = {KeyStore::Outcome::Failed, {}, u"no bus"_s};
    const Program program(m_folder->path(), m_store);
    QTRY_VERIFY(program.dialog());
    program.enter(QLatin1StringView(secret));
    QTRY_VERIFY(program.says(u"could not take the password"_s));
}

void PasswordTest::aPasswordThatIsTooLongIsRefusedAndCanBeCorrected()
{
    const Program program(m_folder->path(), m_store);
    QTRY_VERIFY(program.dialog());
    program.field()->setText(QString(KeptSecrets::mostBytes + 1, u'x'));
    QTest::keyClick(program.field(), Qt::Key_Return);
    QTRY_VERIFY(program.says(u"2560"_s));
    QVERIFY(program.field()->isEnabled());
    program.enter(u"shorter"_s);
    QTRY_COMPARE(m_store->secrets.value(key(u"main"_s)), u"shorter"_s);
}

void PasswordTest::aWorkspaceWithoutSuchASourceHasNothingToEnter()
{
    writeSettings("[source]\ndatabase=reports.db\n");
    const Program program(m_folder->path(), m_store);
    QTRY_VERIFY(program.window.windowTitle().contains(u" \u2013 Tierwatch"_s));
    QVERIFY(!program.menuItem()->isEnabled());
    QVERIFY(program.menuItem()->toolTip().contains(u"password_from"_s));
    QVERIFY(!program.dialog());
    QVERIFY(m_store->reads.isEmpty());
}

void PasswordTest::whatWasTypedIsNeitherShownNorLogged()
{
    const Log log;
    const Program program(m_folder->path(), m_store);
    QTRY_VERIFY(program.dialog());
    QTest::keyClicks(program.field(), QLatin1StringView(secret));
    QCOMPARE(program.field()->echoMode(), QLineEdit::Password);
    QVERIFY(!program.field()->displayText().contains(u"c4nary"_s));
    QVERIFY(!program.says(u"c4nary"_s));
    QTest::keyClick(program.field(), Qt::Key_Return);
    QTRY_VERIFY(!program.dialog());
    QVERIFY(!program.window.statusBar()->currentMessage().contains(u"c4nary"_s));
    QVERIFY(Log::lines().filter(u"c4nary"_s).isEmpty());
}

} // namespace tierwatch::test

QTEST_MAIN(tierwatch::test::PasswordTest)
#include "passwordtest.moc"
