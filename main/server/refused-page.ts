/**
 * The page of a browser that is not let in: its address is incomplete, or belongs to a Relais that has since been
 * started again. Static: no script, no style, nothing read from the request.
 */
export const refusedPage = `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Relais</title></head>
<body>
<main>
<h1>Relais</h1>
<p>Relais a redémarré, ou cette adresse est incomplète.</p>
<p>Rouvrez l’adresse complète que Relais affiche à son démarrage, ou démarrez Relais de nouveau.</p>
<div lang="en">
<p>Relais was restarted, or this address is incomplete.</p>
<p>Open again the full address that Relais prints when it starts, or start Relais again.</p>
</div>
</main>
</body>
</html>
`;
