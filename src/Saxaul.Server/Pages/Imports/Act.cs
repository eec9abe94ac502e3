using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Intake;

namespace Saxaul.Server.Pages.Imports;

/// <summary>What the buttons of an upload's page do. Comparing and applying begin in the background; the page shows how far they are.</summary>
internal static class Act
{
    /// <summary>The choice for a column that is left out for now.</summary>
    public const string Later = "later";

    public static Task<IResult> Post(string id, IFormCollection form, Visit visit) => SentForm.Done<Upload>(form, () => Do(Id(visit, id), form, visit), ("Id", id));

    private static async Task<IResult> Do(long id, IFormCollection form, Visit visit)
    {
        var filled = visit.Filled(form);
        // Whose it is not learns nothing of it, whatever the button.
        var upload = await visit.Read(() => new ReadStaged(id).Run(visit.Registry, visit.Actor));
        var act = filled.Needed("act");
        if (act is not "stop" && visit.Works.Of(Key(id)) is { IsUnderWay: true })
            return act is "compare" or "apply" ? Results.LocalRedirect(Address(visit, id)) : throw new ProblemException(Problem.UploadBusy());
        switch (act)
        {
            case "stop":
                visit.Works.Of(Key(id))?.Stop.Cancel();
                break;
            case "discard":
                await visit.Read(() =>
                {
                    new DiscardStaged(id).Run(visit.Registry, visit.Actor);
                    return true;
                });
                return Results.LocalRedirect(visit.WithReceipt("/imports", new Receipt("imports.discarded")));
            case "place":
                await visit.Change(() => new AnswerStagedPlace(id, filled.Needed("within"), filled.Needed("written"), filled.Text("code") ?? "").Run(visit.Registry, visit.Actor));
                return Results.LocalRedirect(visit.WithReceipt(Address(visit, id), new Receipt("imports.answered")));
            case "answer":
                await visit.Read(() =>
                {
                    new AnswerStaged(id, Columns(form), Kinds(form, visit, upload), filled.Day("on")).Run(visit.Registry, visit.Actor);
                    return true;
                });
                Compare(visit, id);
                break;
            case "compare":
                Compare(visit, id);
                break;
            case "apply":
                Apply(visit, id);
                break;
            default:
                throw new ProblemException(Problem.AnswerMissing());
        }
        return Results.LocalRedirect(Address(visit, id));
    }

    public static string Address(Visit visit, long upload) => "/imports/" + visit.Registry.Database.Secrets.PublicId(0, upload);

    public static string Key(long upload) => string.Create(CultureInfo.InvariantCulture, $"upload {upload}");

    /// <exception cref="ProblemException"><see cref="Problem.NoSuchPage"/> for anything that is no id of the office's.</exception>
    public static long Id(Visit visit, string written) =>
        visit.Registry.Database.Secrets.TryReadPublicId(written, out var county, out var id) && county == 0 ? id : throw new ProblemException(Problem.NoSuchPage());

    public static void Compare(Visit visit, long upload)
    {
        var (registry, counted, actor) = (visit.Registry, visit.Counted, visit.Actor);
        visit.Works.Begin(Key(upload), WorkKind.Compare, work => new CompareStaged(upload) { Counted = counted }.Run(registry, actor, work, work.Stop.Token), actor.Name);
    }

    private static void Apply(Visit visit, long upload)
    {
        var (registry, counted, actor, desk) = (visit.Registry, visit.Counted, visit.Actor, visit.Desk);
        visit.Works.Begin(Key(upload), WorkKind.Apply, work =>
        {
            try
            {
                new ApplyStaged(upload) { Counted = counted }.Run(registry, actor, work, work.Stop.Token);
            }
            finally
            {
                // Also when it was stopped: the files before that stay.
                work.Warnings = true;
                desk.CatchUp(actor, begins: true);
            }
        }, actor.Name);
    }

    /// <summary>Of each heading the field that was chosen; "" to leave it out for now.</summary>
    public static Dictionary<string, string> Columns(IFormCollection form)
    {
        var (headings, fields) = (form["heading"], form["field"]);
        return headings.Zip(fields).GroupBy(one => one.First ?? "").ToDictionary(one => one.Key, one => one.Last().Second is { } field && field != Later ? field : "");
    }

    private static Dictionary<long, string> Kinds(IFormCollection form, Visit visit, StagedUpload upload) =>
        upload.Files.Where(file => form.ContainsKey(KindField(visit, file))).ToDictionary(file => file.Id, file => form[KindField(visit, file)].ToString());

    public static string KindField(Visit visit, StagedFile file) => "kind-" + visit.Registry.Database.Secrets.PublicId(0, file.Id);
}
