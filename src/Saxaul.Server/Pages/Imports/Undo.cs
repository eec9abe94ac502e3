using System.Globalization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Intake;

namespace Saxaul.Server.Pages.Imports;

/// <summary>Takes a batch back, in the background: the batch's page shows when it is done.</summary>
internal static class Undo
{
    public static async Task<IResult> Post(IFormCollection form, Visit visit)
    {
        var filled = visit.Filled(form);
        var id = Act.Id(visit, filled.Needed("batch"));
        var reason = filled.Text("reason");
        await visit.Read(() => ListBatches.One(visit.Registry, visit.Actor, id));
        var (registry, actor, desk) = (visit.Registry, visit.Actor, visit.Desk);
        visit.Works.Begin(Key(id), WorkKind.Undo, work =>
        {
            work.Undone = new UndoBatch(id, reason).Run(registry, actor);
            work.Warnings = true;
            desk.CatchUp(actor);
        }, actor.Name);
        return Results.LocalRedirect(Address(visit, id));
    }

    public static string Key(long batch) => string.Create(CultureInfo.InvariantCulture, $"batch {batch}");

    public static string Address(Visit visit, long batch) => "/imports/batches/" + visit.Registry.Database.Secrets.PublicId(0, batch);
}
