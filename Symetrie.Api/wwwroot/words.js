// What the page says, in both languages. A text is found by its name; {braces} are filled in.
const place = "symetrie-lang";

const words = {
  skip: ["Aller au contenu", "Skip to the content"],
  tagline: ["Traitons-nous nos salariés comme nous voulons qu’ils traitent nos clients ?", "Do we treat our employees as well as we want them to treat our customers?"],
  language: ["Langue", "Language"],
  contract: ["API", "API"],
  forget: ["Oublier la clé", "Forget the key"],
  keyTitle: ["Une clé, s’il vous plaît", "A key, please"],
  keyWhy: ["Elle reste dans cet onglet et s’en va avec lui. « symetrie keys add --scope read » en fait une ; ingest permet d’importer, admin de recalculer.", "It stays in this tab and goes with it. “symetrie keys add --scope read” makes one; ingest may import, admin may recompute."],
  keyLabel: ["Clé", "Key"],
  keySubmit: ["Entrer", "Enter"],
  keyRefused: ["Cette clé est inconnue, expirée ou révoquée.", "This key is not known, has ended or was revoked."],
  sections: ["Parties de la page", "Parts of the page"],
  pictures: ["Graphiques", "Pictures"],
  gaps: ["Tableau des écarts", "Table of gaps"],
  imports: ["Imports", "Imports"],
  runs: ["Calculs", "Runs"],
  choice: ["Ce que l’on regarde", "What is looked at"],
  period: ["Période", "Period"],
  dimension: ["Dimension", "Dimension"],
  branch: ["Branche", "Branch"],
  team: ["Évolution de", "Over time"],
  wholeTree: ["Toute l’organisation", "The whole organisation"],
  branchItself: ["La branche entière", "The whole branch"],
  snapshot: ["Instantané", "Snapshot"],
  nothingYet: ["Rien n’est publié : importer des réponses, puis recalculer.", "Nothing is published yet: import answers, then recompute."],
  statement: ["Déclaration à publier (HTML)", "Statement to publish (HTML)"],
  saveSvg: ["Enregistrer l’image (SVG)", "Save the picture (SVG)"],
  gapsHow: ["Note des salariés moins celle des clients, avec son intervalle. Le verdict d’abord : « indéterminé » n’est pas un signe de symétrie.", "Employees’ score minus customers’, with its interval. The verdict first: “undetermined” is no sign of symmetry."],
  csv: ["CSV", "CSV"],
  csvFr: ["CSV pour Excel en français", "CSV for a French Excel"],
  moreRows: ["Les {shown} premières lignes sur {all}.", "The first {shown} of {all} rows."],
  showAll: ["Tout montrer", "Show all"],
  seeDrift: ["Voir son évolution", "See it over time"],
  "column.teamName": ["Équipe", "Team"],
  "column.verdict": ["Verdict", "Verdict"],
  "column.employees": ["Salariés (n)", "Employees (n)"],
  "column.employeeMean": ["Note salariés", "Employees’ score"],
  "column.customers": ["Clients (n)", "Customers (n)"],
  "column.customerMean": ["Note clients", "Customers’ score"],
  "column.gap": ["Écart [intervalle]", "Gap [interval]"],
  "column.shrunkenGap": ["Écart lissé", "Shrunken gap"],
  "verdict.symmetric": ["● symétrique", "● symmetric"],
  "verdict.employee-favoured": ["▶ salariés plus favorables", "▶ employees rate higher"],
  "verdict.customer-favoured": ["▲ clients plus favorables", "▲ customers rate higher"],
  "verdict.undetermined": ["○ indéterminé", "○ undetermined"],
  "verdict.not-comparable": ["◇ questions non comparables", "◇ not asked alike"],
  "status.withheld": ["non diffusé : trop peu de réponses, ou aucune", "withheld: too few answers, or none"],
  rituals: ["Rituels", "Rituals"],
  ritualsHow: ["Combien de fois chaque rituel a été tenu, et ce qu’il a changé par rapport à des équipes comparables qui n’en tiennent pas. Les salariés d’abord : un effet sur les clients n’est jugé que si les salariés l’ont senti.", "How often each ritual was held, and what it changed beside teams of the same kind that hold none. Employees first: an effect on customers is judged only where employees are shown to have noticed."],
  "ritual.ritual": ["Rituel", "Ritual"],
  "ritual.moves": ["Dimension visée", "Meant to move"],
  "ritual.held": ["Tenu / prévu", "Held / planned"],
  "ritual.employees": ["Salariés [intervalle]", "Employees [interval]"],
  "ritual.customers": ["Clients [intervalle]", "Customers [interval]"],
  "ritual.see": ["Voir l’avant et l’après", "See before and after"],
  "ritual.later": [" ; {lag} période plus tard", "; {lag} period later"],
  "effect.helped": ["▲ favorable", "▲ helped"],
  "effect.harmed": ["▼ défavorable", "▼ harmed"],
  "effect.no-effect-shown": ["○ pas d’effet démontré", "○ no effect shown"],
  "effect.cannot-tell": ["on ne peut conclure", "cannot tell"],
  "effect.earlier-trends": ["les équipes divergeaient déjà", "the teams moved apart before"],
  "effect.employee-step-not-shown": ["salariés : pas d’effet démontré", "employees are not shown to have noticed"],
  "effect.cannot-reach": ["trop peu d’équipes tirées au sort", "too few teams drawn"],
  "effect.no-baseline": ["pas de référence avant le début", "nothing to compare with before the start"],
  "effect.not-yet": ["trop tôt", "too early"],
  "effect.no-comparison": ["personne à qui comparer", "nobody to compare with"],
  "effect.other-rituals": ["d’autres rituels en même temps", "other rituals at the same time"],
  "effect.too-few-teams": ["trop peu d’équipes", "too few teams"],
  "effect.too-imprecise": ["série trop courte", "too short a series"],
  needsIngest: ["Cette clé peut lire, pas importer : il en faut une de portée « ingest ».", "This key may read, not import: that takes one of scope “ingest”."],
  needsAdmin: ["Recalculer demande une clé de portée « admin ».", "To recompute takes a key of scope “admin”."],
  dropHere: ["Déposer ici un export de salariés ou de clients, ou", "Drop an export of employees or customers here, or"],
  chooseFile: ["Choisir un fichier…", "Choose a file…"],
  dryRun: ["Essai : ne rien garder", "Dry run: keep nothing"],
  skipBad: ["Laisser de côté les lignes fautives", "Leave bad rows out"],
  codebook: ["Questionnaire", "Codebook"],
  byColumns: ["d’après les colonnes", "by its columns"],
  sending: ["envoi…", "sending…"],
  reading: ["lecture…", "reading…"],
  noAnswer: ["Le serveur ne répond pas.", "The server does not answer."],
  failed: ["Cela n’a pas marché :", "That did not work:"],
  importsSoFar: ["Déjà importés", "Taken in so far"],
  file: ["Fichier", "File"],
  when: ["Quand", "When"],
  report: ["Compte rendu", "Report"],
  undone: ["annulé", "undone"],
  line: ["Ligne", "Line"],
  column: ["colonne", "column"],
  colon: [" :", ":"],
  problems: ["Problèmes", "Problems"],
  rejectedRows: ["Toutes les lignes rejetées (CSV)", "All rejected rows (CSV)"],
  pairing: ["Équipes entendues par période", "Teams heard, by period"],
  paired: ["{both} par les deux voix, {employeeOnly} par les salariés seuls, {customerOnly} par les clients seuls", "{both} by both voices, {employeeOnly} by employees alone, {customerOnly} by customers alone"],
  replayed: ["Ce fichier avait déjà été envoyé : rien n’a été refait, voici la réponse d’alors.", "This file was sent before: nothing was done again, this is the answer of then."],
  "state.imported": ["Importé :", "Imported:"],
  "state.dry-run": ["Essai, rien n’est gardé :", "Dry run, nothing is kept:"],
  "state.refused": ["Refusé :", "Refused:"],
  "state.failed": ["Échec :", "Failed:"],
  "state.cancelled": ["Abandonné :", "Cancelled:"],
  "state.queued": ["En attente :", "Waiting:"],
  "state.running": ["En cours :", "Under way:"],
  "count.read": ["lues", "read"],
  "count.added": ["ajoutées", "added"],
  "count.updated": ["modifiées", "updated"],
  "count.unchanged": ["inchangées", "unchanged"],
  "count.duplicates": ["en double", "duplicate"],
  "count.rejected": ["rejetées", "rejected"],
  "count.blank": ["vides", "blank"],
  "count.skipped": ["hors enquête", "no response"],
  "count.erased": ["effacées", "erased"],
  recompute: ["Recalculer maintenant", "Recompute now"],
  run: ["Calcul", "Run"],
  stateHead: ["État", "State"],
  took: ["Durée", "Took"],
  "run.queued": ["en attente", "waiting"],
  "run.running": ["en cours", "under way"],
  "run.succeeded": ["terminé", "done"],
  "run.failed": ["échec", "failed"],
  footer: ["Une corrélation entre équipes n’en est pas une entre personnes, et un écart n’est pas une cause. Ce qui repose sur trop peu de réponses n’est pas diffusé.", "A correlation between teams is not one between persons, and a gap is no cause. What rests on too few answers is withheld."],
};

let chosen = localStorage.getItem(place) ?? (navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en");

export const language = () => chosen;

export function choose(lang) {
  chosen = lang === "fr" ? "fr" : "en";
  localStorage.setItem(place, chosen);
  apply();
}

export function say(name, values = {}) {
  const text = words[name]?.[chosen === "fr" ? 0 : 1] ?? name;
  return text.replace(/\{(\w+)\}/g, (_, key) => `${values[key]}`);
}

// Puts the words of the chosen language into what stands in the page from the beginning.
export function apply() {
  document.documentElement.lang = chosen;
  for (const place of document.querySelectorAll("[data-say]")) place.textContent = say(place.dataset.say);
  for (const place of document.querySelectorAll("[data-say-label]")) place.setAttribute("aria-label", say(place.dataset.sayLabel));
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", `${button.dataset.lang === chosen}`);
}

export const figure = value => value.toLocaleString(chosen, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).replace("-", "−");
export const signed = value => (value > 0 ? "+" : "") + figure(value);
export const instant = text => new Date(text).toLocaleString(chosen, { dateStyle: "medium", timeStyle: "short" });
