// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <array>

namespace tierwatch {

/// One invented company of the sample, and what its business looks like.
struct SampleCompany
{
    qint64 id;
    const char16_t* schema;
    const char16_t* name;
    int sizePermille;                   ///< postings, against what was asked for a company
    int goodsPermille;                  ///< share of its sales that are goods and not services
    int foreignPermille;                ///< share of its invoices in EUR or USD
    std::array<int, 12> seasonPermille; ///< how busy each month is
};

inline constexpr std::array<SampleCompany, 6> sampleCompanies{{
    {101,
     u"alfa_construct",
     u"Alfa Construct",
     1080,
     350,
     80,
     {520, 600, 860, 1050, 1200, 1300, 1320, 1260, 1220, 1130, 880, 660}},
    {102,
     u"beta_logistic",
     u"Beta Logistic",
     1030,
     150,
     380,
     {870, 880, 970, 980, 990, 1000, 960, 940, 1040, 1090, 1150, 1130}},
    {103,
     u"carpatia_foods",
     u"Carpatia Foods",
     1150,
     900,
     120,
     {880, 890, 980, 1080, 960, 950, 960, 970, 960, 990, 1050, 1330}},
    {104,
     u"delta_energy",
     u"Delta Energy",
     1200,
     700,
     180,
     {1380, 1300, 1150, 950, 790, 740, 800, 790, 770, 930, 1140, 1260}},
    {105,
     u"euxin_shipping",
     u"Euxin Shipping",
     1000,
     100,
     620,
     {860, 840, 930, 960, 990, 1010, 1060, 1150, 1160, 1120, 990, 930}},
    {106,
     u"fagus_timber",
     u"Fagus Timber",
     1010,
     850,
     260,
     {760, 820, 1120, 1180, 1080, 960, 880, 900, 1120, 1180, 1080, 920}},
}};

/// The simulated users; the first few are the busiest.
inline constexpr std::array<const char16_t*, 24> sampleUsers{
    u"ioana.pop",    u"mihai.radu",     u"elena.stan",     u"andrei.voicu", u"irina.matei",
    u"gabriel.ene",  u"victor.luca",    u"ana.dobre",      u"radu.ilie",    u"maria.toma",
    u"dan.oprea",    u"cristina.neagu", u"paul.barbu",     u"simona.lazar", u"george.manea",
    u"alina.sandu",  u"tudor.pavel",    u"raluca.stoica",  u"bogdan.rusu",  u"diana.florea",
    u"stefan.coman", u"monica.preda",   u"vlad.ungureanu", u"oana.cristea"};

} // namespace tierwatch
