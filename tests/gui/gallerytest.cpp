// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "charts/sharechart.h"
#include "galleryparts.h"
#include "support/guitest.h"
#include "theme/icons.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QDir>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// Pictures of every widget in both themes, for eyes; and that painting them warns of nothing.
class GalleryTest final : public QObject
{
    Q_OBJECT

public:
    explicit GalleryTest(Theme& theme) : m_theme(theme) {}

private Q_SLOTS:
    void initTestCase() { QVERIFY(QDir().mkpath(folder())); }
    void anOverview_data() { addThemes(); }
    void anOverview();
    void controlsAndStates_data() { addThemes(); }
    void controlsAndStates();
    void allIcons_data() { addThemes(); }
    void allIcons();
    void aCrosshair_data() { addThemes(); }
    void aCrosshair();

private:
    static QString folder() { return QDir::currentPath() + u"/gallery"_s; }
    static void addThemes();
    void applyTheme();
    void save(QWidget& widget, const QString& name) const;

    Theme& m_theme;
};

void GalleryTest::addThemes()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<int>("scale");
    QTest::newRow("light") << Theme::Mode::Light << 100;
    QTest::newRow("dark") << Theme::Mode::Dark << 100;
    QTest::newRow("large") << Theme::Mode::Light << 150;
}

void GalleryTest::applyTheme()
{
    QFETCH(Theme::Mode, mode);
    QFETCH(int, scale);
    m_theme.setMode(mode);
    m_theme.setTextScale(scale);
}

void GalleryTest::save(QWidget& widget, const QString& name) const
{
    const QString file =
        u"%1/%2-%3.png"_s.arg(folder(), name, QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(widget.grab().save(file));
}

void GalleryTest::anOverview()
{
    applyTheme();
    QWidget page;
    gallery::fillOverview(page);
    page.resize(px(1072), px(830));
    page.show();
    save(page, u"overview"_s);
}

void GalleryTest::controlsAndStates()
{
    applyTheme();
    QWidget page;
    auto* layout = new QVBoxLayout(&page);
    layout->addLayout(gallery::makeButtons(&page));
    layout->addLayout(gallery::makeFields(&page));
    layout->addLayout(gallery::makeChips(&page));
    layout->addWidget(gallery::makeBanners(&page));
    layout->addLayout(gallery::makeCards(&page), 1);
    page.resize(px(1072), px(640));
    page.show();
    save(page, u"controls"_s);
    QMenu* menu = gallery::makeMenu(&page);
    menu->ensurePolished();
    menu->resize(menu->sizeHint());
    save(*menu, u"menu"_s);
}

void GalleryTest::allIcons()
{
    applyTheme();
    QWidget page;
    auto* grid = new QGridLayout(&page);
    QStringList names = icons::names();
    names.sort();
    for (int i = 0; i < names.size(); ++i) {
        auto* cell = new QHBoxLayout;
        cell->addWidget(new IconLabel(names[i], Token::TextPrimary, 16, &page));
        cell->addWidget(new IconLabel(names[i], Token::Error, 32, &page));
        cell->addWidget(new TextLabel(names[i], TextStyle::Small, Token::TextSecondary, &page), 1);
        grid->addLayout(cell, i / 6, i % 6);
    }
    auto* logo = new QLabel(&page);
    logo->setPixmap(icons::program().pixmap(64, 64));
    grid->addWidget(logo, int(names.size()) / 6 + 1, 0);
    page.resize(px(1072), px(700));
    page.show();
    save(page, u"icons"_s);
}

void GalleryTest::aCrosshair()
{
    applyTheme();
    ShareChart chart;
    chart.setHistory(gallery::anHour());
    chart.resize(px(760), px(260));
    chart.show();
    chart.setCrosshair(gallery::noon() - 34 * 60'000 + 20'000);
    chart.setFocus();
    save(chart, u"crosshair"_s);
}

} // namespace tierwatch

TIERWATCH_GUI_TEST_MAIN(tierwatch::GalleryTest)
#include "gallerytest.moc"
