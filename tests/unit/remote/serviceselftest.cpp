// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/serviceself.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

Result<ServiceSelf> selfWith(const QJsonArray& capabilities)
{
    const QJsonObject self{{u"name"_s, u"Reports"_s},
                           {u"kind"_s, u"Local workspace"_s},
                           {u"sample"_s, false},
                           {u"view_only"_s, QJsonValue::Null},
                           {u"username"_s, u"ioana"_s},
                           {u"role"_s, u"viewer"_s},
                           {u"capabilities"_s, capabilities}};
    return ServiceSelf::in({200, QJsonDocument(self).toJson(), {}, {}});
}

} // namespace

class ServiceSelfTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsOnceWhatIsKnownHereAndNothingElse();
};

/// It is looked through for each control, however long a service makes it.
void ServiceSelfTest::keepsOnceWhatIsKnownHereAndNothingElse()
{
    QJsonArray capabilities{codec::toJson(Capability{u"stats"_s, true, {}})};
    for (int i = 0; i < 5'000; ++i)
        capabilities.append(codec::toJson(Capability{u"of-tomorrow"_s, true, {}}));
    for (int i = 0; i < 5'000; ++i)
        capabilities.append(codec::toJson(Capability{u"history"_s, false, u"Not kept."_s}));
    const auto self = selfWith(capabilities);
    QVERIFY(self);
    QCOMPARE(self->capabilities.size(), std::size_t(2));
    QVERIFY(self->whyNot(u"stats"_s).isEmpty());
    QCOMPARE(self->whyNot(u"history"_s), u"Not kept."_s);
    QVERIFY(!self->whyNot(u"of-tomorrow"_s).isEmpty());
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::ServiceSelfTest)
#include "serviceselftest.moc"
