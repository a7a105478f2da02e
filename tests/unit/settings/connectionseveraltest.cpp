// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/connectionbook.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// What is done to several connections at once is told once: whoever follows looks at all of them.
class ConnectionSeveralTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_book = std::make_unique<ConnectionBook>(m_folder->filePath(u"connections.json"_s));
        for (const QString& name : {u"a"_s, u"b"_s, u"c"_s}) {
            TargetConnection connection;
            connection.name = name;
            connection.place = u"https://%1.example/api"_s.arg(name);
            QVERIFY(m_book->add(connection).ok());
        }
    }

    void severalAreRemovedAtOnce()
    {
        const QSignalSpy told(m_book.get(), &ConnectionBook::changed);
        m_book->remove(QStringList{id(0), u"none"_s, id(2)});
        QCOMPARE(told.count(), 1);
        QCOMPARE(m_book->all().size(), 1U);
        QCOMPARE(m_book->all().front().name, u"b"_s);
        m_book->remove(QStringList{u"none"_s});
        QCOMPARE(told.count(), 1);
    }

    void severalAreChangedAtOnce()
    {
        const QSignalSpy told(m_book.get(), &ConnectionBook::changed);
        std::vector<TargetConnection> others = m_book->all();
        for (TargetConnection& one : others)
            one.group = u"Production"_s;
        QVERIFY(m_book->change(others).ok());
        QCOMPARE(told.count(), 1);
        QCOMPARE(m_book->all(), others);
        QVERIFY(m_book->change(others).ok());
        QCOMPARE(told.count(), 1);
    }

    void oneThatCannotBeChangedHindersNoOther()
    {
        std::vector<TargetConnection> others = m_book->all();
        for (TargetConnection& one : others)
            one.production = true;
        others[0].id = u"none"_s;
        others[1].place = u"https://a:c4nary@b.example/api"_s;
        const auto changed = m_book->change(others);
        QCOMPARE(changed.error().code, ErrorCode::NotFound);
        QVERIFY(!m_book->all().at(0).production && !m_book->all().at(1).production);
        QVERIFY(m_book->all().at(2).production);
    }

private:
    [[nodiscard]] QString id(std::size_t number) const { return m_book->all().at(number).id; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConnectionBook> m_book;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ConnectionSeveralTest)
#include "connectionseveraltest.moc"
