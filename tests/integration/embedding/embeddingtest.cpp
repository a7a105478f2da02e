// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "example.h"

#include "support/quiet.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace tierwatch {

class EmbeddingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theExampleAsksOnceAndIsAnsweredFromDiskNextTime()
    {
        const test::Quiet quiet;
        const QTemporaryDir folder;
        QFile settings(folder.filePath(u"tierwatch.ini"_s));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.close();

        int asked = 0;
        const Loader slowReport = [&asked]() -> Result<QByteArray> {
            ++asked;
            return QByteArray(R"([{"month":1,"invoiced":12.5}])");
        };
        const auto first = invoicesOf2026(folder.path(), slowReport);
        QVERIFY2(first, first ? "" : qPrintable(first.error().message));
        QCOMPARE(first->origin, Origin::Database);

        const auto second = invoicesOf2026(folder.path(), slowReport);
        QVERIFY2(second, second ? "" : qPrintable(second.error().message));
        QCOMPARE(second->origin, Origin::Disk);
        QCOMPARE(second->value, first->value);
        QCOMPARE(asked, 1);
        QUIET(quiet);
    }

    void theExampleSaysWhatIsMissing()
    {
        const QTemporaryDir folder;
        const auto answer = invoicesOf2026(folder.filePath(u"nowhere"_s), {});
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::NotFound);
    }
};

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::EmbeddingTest)
#include "embeddingtest.moc"
