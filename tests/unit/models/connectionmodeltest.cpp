// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/connectionmodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class ConnectionModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void groupsStandByNameAndThoseWithoutOneLast();
    void aChangedConnectionChangesItsRowAlone();
    void aConnectionIsMovedWithinItsGroup();
    void whatIsDroppedOnAGroupJoinsIt();
    void whatIsDroppedBeforeAnotherStandsThere();
    void whatIsDroppedElsewhereStaysWhereItIs();
    void aConnectionWithoutANameIsCalledByItsPlace();
    void tenThousandConnectionsAreQuick();

private:
    QString add(const QString& name, const QString& group)
    {
        TargetConnection connection;
        connection.name = name;
        connection.group = group;
        connection.place = u"/"_s + name;
        return *m_book->add(connection);
    }
    /// "group: one two", from top to bottom.
    [[nodiscard]] QStringList tree() const
    {
        QStringList lines;
        for (int g = 0; g < m_model->rowCount(); ++g) {
            const QModelIndex group = m_model->index(g, 0);
            QStringList names;
            for (int c = 0; c < m_model->rowCount(group); ++c)
                names << m_model->index(c, 0, group).data().toString();
            lines << group.data().toString() + u": "_s + names.join(u' ');
        }
        return lines;
    }
    bool drop(const QString& id, int row, const QModelIndex& parent)
    {
        const std::unique_ptr<QMimeData> data(m_model->mimeData({m_model->indexOf(id)}));
        return m_model->dropMimeData(data.get(), Qt::MoveAction, row, 0, parent);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConnectionBook> m_book;
    std::unique_ptr<ConnectionModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void ConnectionModelTest::init()
{
    m_tester.reset();
    m_model.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_book = std::make_unique<ConnectionBook>(m_folder->filePath(u"connections.json"_s));
    m_model = std::make_unique<ConnectionModel>(*m_book);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
}

void ConnectionModelTest::groupsStandByNameAndThoseWithoutOneLast()
{
    add(u"x"_s, {});
    add(u"b"_s, u"test"_s);
    add(u"a"_s, u"Production"_s);
    add(u"c"_s, u"test "_s);
    QCOMPARE(tree(), (QStringList{u"Production: a"_s, u"test: b c"_s, u"Without a group: x"_s}));
}

void ConnectionModelTest::aChangedConnectionChangesItsRowAlone()
{
    const QString id = add(u"a"_s, u"g"_s);
    add(u"b"_s, u"g"_s);
    const QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    TargetConnection renamed = *m_book->find(id);
    renamed.name = u"z"_s;
    QVERIFY(m_book->change(renamed).ok());
    QCOMPARE(tree(), QStringList{u"g: z b"_s});
    QCOMPARE(changed.size(), 1);
    QVERIFY(reset.isEmpty());
}

void ConnectionModelTest::aConnectionIsMovedWithinItsGroup()
{
    const QString a = add(u"a"_s, u"g"_s);
    add(u"other"_s, u"h"_s);
    add(u"b"_s, u"g"_s);
    add(u"c"_s, u"g"_s);
    m_model->moveBy(a, 1);
    QCOMPARE(tree().constFirst(), u"g: b a c"_s);
    m_model->moveBy(a, 1);
    m_model->moveBy(a, 1);
    QCOMPARE(tree().constFirst(), u"g: b c a"_s);
    m_model->moveBy(a, -1);
    QCOMPARE(tree().constFirst(), u"g: b a c"_s);
}

void ConnectionModelTest::whatIsDroppedOnAGroupJoinsIt()
{
    const QString a = add(u"a"_s, u"g"_s);
    add(u"b"_s, u"h"_s);
    drop(a, -1, m_model->index(1, 0));
    QCOMPARE(tree(), QStringList{u"h: b a"_s});
}

void ConnectionModelTest::whatIsDroppedBeforeAnotherStandsThere()
{
    const QString a = add(u"a"_s, u"g"_s);
    add(u"b"_s, u"h"_s);
    add(u"c"_s, u"h"_s);
    drop(a, 1, m_model->index(1, 0));
    QCOMPARE(tree(), QStringList{u"h: b a c"_s});
}

void ConnectionModelTest::whatIsDroppedElsewhereStaysWhereItIs()
{
    const QString a = add(u"a"_s, u"g"_s);
    drop(a, 0, {});
    const QMimeData foreign;
    QVERIFY(!m_model->dropMimeData(&foreign, Qt::MoveAction, 0, 0, m_model->index(0, 0)));
    QCOMPARE(tree(), QStringList{u"g: a"_s});
}

void ConnectionModelTest::aConnectionWithoutANameIsCalledByItsPlace()
{
    TargetConnection connection;
    connection.place = u"/srv/reports"_s;
    QCOMPARE(titleOf(connection), u"/srv/reports"_s);
    connection.name = u"Re\u202eports"_s;
    QCOMPARE(titleOf(connection), u"Reports"_s);
}

void ConnectionModelTest::tenThousandConnectionsAreQuick()
{
    m_tester.reset();
    QByteArrayList many;
    for (int i = 0; i < 10'000; ++i)
        many.append(R"({"place": "/p)" + QByteArray::number(i) + R"(", "group": "g)" +
                    QByteArray::number(i % 100) + R"("})");
    QFile file(m_folder->filePath(u"import.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(R"({"connections": [)" + many.join(',') + "]}") > 0);
    file.close();
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_book->importFrom(file.fileName())->added, 10'000);
    QCOMPARE(m_model->rowCount(), 100);
    QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 100);
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ConnectionModelTest)
#include "connectionmodeltest.moc"
