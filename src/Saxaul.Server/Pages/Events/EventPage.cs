using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Users;

namespace Saxaul.Server.Pages.Events;

/// <summary>What a page makes of its form.</summary>
internal interface IEvent
{
    /// <exception cref="ProblemException">For what is missing or cannot be read.</exception>
    static abstract FamilyAct Act(EventForm form);
}

/// <summary>
/// One question about a family on one short page. Sent and accepted, it goes back to the household and says there what was recorded; refused, it comes back as it was
/// filled in, with the sentence.
/// </summary>
public abstract class EventPage : Page
{
    [Parameter] public required string Id { get; set; }

    /// <summary>What was sent and refused; null when the page is opened.</summary>
    [Parameter] public IFormCollection? Sent { get; set; }

    [Parameter] public Problem? Refused { get; set; }

    /// <summary>What was filled in before what is covered was shown.</summary>
    private IFormCollection? Before => Visit.Receipt<TypedBefore>() is { } typed && typed.Path == Visit.Path ? typed.Fields : null;

    public EventForm Form { get; private set; } = null!;

    protected override async Task Load()
    {
        Form = await Visit.Read(() =>
        {
            var form = EventForm.Read(Visit, Id, Sent ?? Before, Refused);
            form.Cover = Visit.Looking.Open(form.Household, LookPurpose.Card);
            Prepare(form);
            return form;
        });
    }

    /// <summary>Reads what else the page shows.</summary>
    protected virtual void Prepare(EventForm form)
    {
    }

    /// <summary>The household's county with its villages, whichever of them the actor may change.</summary>
    protected static Place CountyOf(EventForm form) => CountyOf(form.Visit, form.Household.CountyKey);

    private protected static Place CountyOf(Visit visit, int countyKey) => Gazetteer.Read(visit.Registry.Database, [countyKey]).Counties.First(county => county.CountyKey == countyKey);

    internal static Task<IResult> Post<T>(string id, IFormCollection form, Visit visit) where T : EventPage, IEvent => SentForm.Done<T>(form, async () =>
    {
        var (household, entered) = await visit.Counting.Form(visit.Filled(form).Text("purpose"), numbers => visit.Change(() =>
        {
            var read = EventForm.Read(visit, id, form);
            return (read.Household, read.Enter(T.Act(read), numbers));
        }));
        if (entered.Waiting is { } waiting)
            return new SeeOther(visit.WithReceipt($"/corrections/{visit.Registry.Database.Secrets.PublicId(entered.Households[0].CountyKey, waiting)}", new Receipt("correction.proposed")));
        // Somebody who moved a household out of their village cannot open it any more.
        if (!visit.MayRead(household))
            return new SeeOther("/");
        return new SeeOther($"/households/{id}{(entered.Batch is { } batch ? $"?done={visit.Registry.Database.Secrets.PublicId(household.CountyKey, batch)}" : "")}");
    }, ("Id", id));
}
