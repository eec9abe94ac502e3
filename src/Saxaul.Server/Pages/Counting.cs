using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>What somebody may do only so much of in a day: counted before it is done, and in the registry itself also where somebody practises, for the people on a copy are real.</summary>
internal sealed class Counting(Desk desk, Practice.PracticeDesk practice, ReadingThreads reading, WritingThreads writing, Actor actor, IHttpContextAccessor accessor)
{
    /// <summary>The registry that counts.</summary>
    public Registry Real => practice.Real.Registry;

    /// <summary>Writes down that something about many households leaves.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyExported"/>, <see cref="Problem.ExportPurposeUnknown"/></exception>
    public Task<Export> Export(ExportKind what, IReadOnlyCollection<int> counties, string? area, int households, string? purpose) =>
        writing.Run(() => new RecordExport(what, counties, area, households, purpose).Run(Real, actor));

    /// <summary>Counts one household's card among what is taken out that day.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyExported"/></exception>
    public Task Card(HouseholdKey household) => HttpMethods.IsHead(accessor.HttpContext!.Request.Method) || !desk.IsReal(household) ? Task.CompletedTask : writing.Run(() =>
    {
        new TakeCard().Run(Real, actor);
        return true;
    }, accessor.HttpContext.RequestAborted);

    /// <summary>Does what a form asks, and counts the numbers that it looked up where nothing stays of it: when it is refused, and on a copy.</summary>
    /// <param name="purpose">What numbers are tried for, where the form asked; null where it did not.</param>
    /// <param name="act">What the form asks, with what it has to ask before it looks a number up.</param>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyNumbers"/>, <see cref="Problem.NumbersNeedPurpose"/>, and what the act refuses.</exception>
    public async Task<T> Form<T>(string? purpose, Func<NumbersTried, Task<T>> act)
    {
        var numbers = new NumbersTried(Real, actor);
        await Say(numbers, purpose);
        try
        {
            var done = await act(numbers);
            if (!ReferenceEquals(desk.Registry, Real))
                await Keep(numbers, numbers.LookedUp);
            return done;
        }
        catch (ProblemException)
        {
            await Keep(numbers, numbers.LookedUp);
            throw;
        }
    }

    /// <summary>Counts what a search tries of numbers, before it is answered.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyNumbers"/>, <see cref="Problem.NumbersNeedPurpose"/></exception>
    public async Task Search(string words, string? purpose)
    {
        var numbers = new NumbersTried(Real, actor);
        await Say(numbers, purpose);
        await Keep(numbers, await reading.Run(() => new SearchByNumber(words).Tries(desk.Registry, desk.People, actor, numbers), accessor.HttpContext!.RequestAborted));
    }

    private Task Say(NumbersTried numbers, string? purpose) => purpose is null ? Task.CompletedTask : writing.Run(() =>
    {
        numbers.Say(purpose);
        return true;
    });

    /// <summary>Also when whoever asked went away meanwhile. Whoever tried nothing does not wait behind an import.</summary>
    private Task Keep(NumbersTried numbers, int tries) => tries == 0 ? Task.CompletedTask : writing.Run(() =>
    {
        numbers.Keep(tries);
        return true;
    });
}
