-- SPDX-FileCopyrightText: 2026 The Tierwatch authors
-- SPDX-License-Identifier: MIT
-- Made after the rows, which is quicker. The last statement brings the whole file to the disk.
CREATE INDEX idx_partners_agent ON partners (agent);
CREATE INDEX idx_invoices_partner ON invoices (id_partner, issued_on);
CREATE INDEX idx_invoices_issued ON invoices (issued_on);
CREATE INDEX idx_invoices_due ON invoices (due_on);
CREATE INDEX idx_act_posted ON act (posted_on);
CREATE INDEX idx_act_debit ON act (debit, posted_on);
CREATE INDEX idx_act_credit ON act (credit, posted_on);
CREATE INDEX idx_act_partner ON act (id_partner, posted_on);
CREATE INDEX idx_act_invoice ON act (id_invoice);
PRAGMA synchronous = FULL;
ANALYZE;
