* Writes the sample files of this folder: pspp make.sps, in this folder. Answers are invented.
SET DECIMAL DOT.
INPUT PROGRAM.
LOOP #i = 1 TO 40.
COMPUTE id = 1000 + #i.
END CASE.
END LOOP.
END FILE.
END INPUT PROGRAM.
STRING shop (A12) /branch_of_the_company (A3) /remark (A600).
COMPUTE #k = MOD(id, 4).
COMPUTE site = 10 + #k.
COMPUTE shop = CONCAT('Magasin ', STRING(site, F2)).
RECODE #k (0 = 'N') (1 = 'S') (2 = 'E') (3 = '9') INTO branch_of_the_company.
COMPUTE respect = 1 + MOD(id * 7, 5).
COMPUTE information = 1 + MOD(id * 11 + 2, 5).
COMPUTE overall = MOD(id * 3, 101) / 10.
COMPUTE wait = MOD(id * 37, 2000) * 100 + 0.25.
IF (MOD(id, 9) = 0) respect = 9.
IF (MOD(id, 10) = 0) respect = 8.
IF (MOD(id, 8) = 0) information = -1.
IF (MOD(id, 13) = 0) information = $SYSMIS.
IF (MOD(id, 7) = 0) overall = 97.
IF (MOD(id, 11) = 0) overall = 98.5.
COMPUTE submitted = DATE.DMY(1 + MOD(id, 28), 9, 2026).
COMPUTE ended = submitted + TIME.HMS(9, MOD(id, 60), 30).
COMPUTE took = TIME.HMS(0, MOD(id, 30), 5).
COMPUTE remark = CONCAT('début ', STRING(id, F4), ' ').
LOOP #j = 1 TO 11.
COMPUTE remark = CONCAT(RTRIM(remark), '-abcdefghijklmnopqrstuvwxyz-0123456789-', STRING(#j, N2)).
END LOOP.
IF (MOD(id, 5) = 0) remark = 'court'.
FORMATS id site respect information (F4) overall (F6.1) wait (F12.2) submitted (EDATE10) ended (DATETIME20) took (TIME8).
VARIABLE LABELS id 'Identifiant du répondant' /shop 'Magasin' /respect "On me traite avec respect" /information "J'ai l'information qu'il me faut"
 /overall 'Dans l''ensemble' /submitted "Date d'envoi" /remark 'Remarque libre'.
VALUE LABELS respect information 1 "Pas du tout d'accord" 2 "Plutôt pas d'accord" 3 'Ni oui ni non' 4 "Plutôt d'accord" 5 "Tout à fait d'accord" 8 'Ne sait pas' 9 'Sans réponse'
 /site 10 'Lille' 11 'Nîmes' 12 'Strasbourg' 13 'Brest' /branch_of_the_company 'N' 'Nord' 'S' 'Sud' 'E' 'Est'.
MISSING VALUES respect (8, 9) /information (LO THRU 0) /overall (97 THRU 97.9, 98.5) /branch_of_the_company ('9').
SAVE OUTFILE = 'good/bytecode.sav' /COMPRESSED.
SAVE OUTFILE = 'good/plain.sav' /UNCOMPRESSED.
SAVE OUTFILE = 'good/zlib.zsav' /ZCOMPRESSED.
SAVE TRANSLATE /OUTFILE = 'second-reading/pspp.csv' /TYPE = CSV /FIELDNAMES /MISSING = RECODE /REPLACE /CELLS = VALUES.
* The same without the long string, in Windows-1252.
SET LOCALE = 'windows-1252'.
DATA LIST LIST NOTABLE /id (F4) shop (A12) submitted (ADATE10) respect (F2).
BEGIN DATA.
1 "Nîmes" 09/21/2026 4
2 "Lille" 09/22/2026 5
3 "Besançon" 09/23/2026 .
END DATA.
VARIABLE LABELS respect "Respectueux, à l'écoute".
VALUE LABELS respect 4 'Plutôt' 5 'Tout à fait'.
SAVE OUTFILE = 'good/windows-1252.sav' /UNCOMPRESSED.
