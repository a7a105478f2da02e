// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/sizecard.h"

#include "models/eventtext.h"
#include "widgets/card.h"
#include "widgets/meter.h"
#include "widgets/textlabel.h"

#include <QVBoxLayout>

namespace tierwatch {

SizeCard::SizeCard(QWidget* parent)
    : QWidget(parent),
      m_card(new Card(tr("Size"), this)),
      m_memory(new TierMeter(Token::Memory, tr("Memory"), m_card)),
      m_disk(new TierMeter(Token::Disk, tr("Disk"), m_card)),
      m_pushedOut(new TextLabel(TextStyle::Small, Token::TextSecondary, m_card)),
      m_cleanedUp(new TextLabel(TextStyle::Small, Token::TextSecondary, m_card))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_card);
    auto* meters = new QVBoxLayout;
    auto* lines = new QVBoxLayout;
    meters->addWidget(m_memory);
    meters->addWidget(m_disk);
    for (TextLabel* line : {m_pushedOut, m_cleanedUp}) {
        line->setBreakable(true);
        lines->addWidget(line);
    }
    QVBoxLayout& body = *m_card->body();
    body.addLayout(meters);
    body.addStretch(1);
    body.addWidget(makeHairLine(m_card));
    body.addLayout(lines);
    followScale(this, [&body, meters, lines] {
        body.setSpacing(px(4));
        meters->setSpacing(px(8));
        lines->setSpacing(px(2));
    });
    clear();
}

void SizeCard::clear()
{
    for (TierMeter* meter : {m_memory, m_disk}) {
        meter->setSize(std::nullopt, 0);
        meter->setDetail({});
    }
    m_pushedOut->clear();
    m_cleanedUp->clear();
}

void SizeCard::setFigures(const Snapshot& snapshot, RangeChoice range)
{
    const Format format;
    const bool told = !snapshot.stats || !snapshot.stats->detailsUnavailable;
    if (snapshot.history)
        m_pushedOut->setText(told ? pushedOutText(*snapshot.history, range, format)
                                  : tr("Pushed out: not available"));
    m_pushedOut->setToolTip(told ? QString() : *snapshot.stats->detailsUnavailable);
    if (!snapshot.stats) {
        m_card->setNotAvailable(snapshot.stats.error().message);
        return;
    }
    m_card->setNotAvailable({});
    showTiers(*snapshot.stats);
    m_cleanedUp->setText(cleanedUpText(
        *snapshot.stats, snapshot.events ? *snapshot.events : Events{}, format, snapshot.atMs));
}

void SizeCard::setGrey(bool grey)
{
    for (TierMeter* meter : {m_memory, m_disk})
        meter->setFigureColor(grey ? Token::TextSecondary : Token::TextPrimary);
}

void SizeCard::showTiers(const Stats& stats)
{
    m_memory->setVisible(stats.mode != CacheMode::Sqlite);
    m_disk->setVisible(stats.mode != CacheMode::Memory);
    const auto detailOf = [&stats](const TierSize& tier) {
        if (stats.memoryOnly && tier.entries) // nobody counts its bytes
            return entriesText(*tier.entries);
        return tier.unavailable ? tr("Not available") : sizeDetail(tier, Format());
    };
    const auto show = [&detailOf](TierMeter& meter, const TierSize& tier) {
        meter.setSize(tier.bytes, tier.limitBytes);
        meter.setDetail(detailOf(tier));
        meter.setToolTip(tier.unavailable.value_or(QString()));
    };
    show(*m_memory, stats.memory);
    show(*m_disk, stats.disk);
}

} // namespace tierwatch
