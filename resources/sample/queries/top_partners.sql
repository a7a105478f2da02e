-- SPDX-FileCopyrightText: 2026 The Tierwatch authors
-- SPDX-License-Identifier: MIT
-- name: top_partners
-- title: Top partners
-- description: The partners with the largest turnover among those the user looks after
-- param: year integer 2026
-- param: direction text issued
-- param: n integer 20
-- per_user: yes
-- tags: finance sales
-- A user who looks after no partner sees them all.
WITH mine AS (
    SELECT id_partner, name, city, county, agent
    FROM {schema}.partners
    WHERE agent = :user OR NOT EXISTS (SELECT 1 FROM {schema}.partners WHERE agent = :user)
),
moves AS (
    SELECT id_partner, posted_on, amount
    FROM {schema}.act
    WHERE :direction = 'issued' AND debit = '4111'
    UNION ALL
    SELECT id_partner, posted_on, amount
    FROM {schema}.act
    WHERE :direction = 'received' AND credit = '401'
),
turnover AS (
    SELECT id_partner,
           SUM(CASE WHEN substr(posted_on, 1, 4) = CAST(:year AS TEXT) THEN amount ELSE 0 END) AS this_year,
           SUM(CASE WHEN substr(posted_on, 1, 4) = CAST(:year - 1 AS TEXT) THEN amount ELSE 0 END) AS year_before,
           COUNT(*) AS postings,
           MAX(posted_on) AS last_posting
    FROM moves
    GROUP BY id_partner
),
habits AS (
    SELECT id_partner, AVG(julianday(settled_on) - julianday(due_on)) AS days_late
    FROM {schema}.invoices
    GROUP BY id_partner
)
SELECT m.id_partner, m.name, m.city, m.county, m.agent,
       ROUND(t.this_year / 100.0, 2) AS this_year,
       ROUND(t.year_before / 100.0, 2) AS year_before,
       ROUND(100.0 * t.this_year / SUM(t.this_year) OVER (), 2) AS percent_of_all,
       ROUND(h.days_late, 1) AS days_late, t.postings, t.last_posting
FROM turnover t
JOIN mine m ON m.id_partner = t.id_partner
LEFT JOIN habits h ON h.id_partner = t.id_partner
ORDER BY t.this_year DESC, m.id_partner
LIMIT :n
