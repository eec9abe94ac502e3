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

    /// <summary>Does what a form with somebody's document number asks, and counts it as a number tried where nothing stays of it: when it is refused, and on a copy.</summary>
    /// <param name="number">As it was typed; null for none.</param>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyNumbers"/>, and what the act refuses.</exception>
    public async Task<T> WithNumber<T>(string? number, Func<Task<T>> act)
    {
        if (number is null)
            return await act();
        await reading.Run(() =>
        {
            new TryNumber().Allow(Real, actor);
            return true;
        });
        try
        {
            var done = await act();
            if (!ReferenceEquals(desk.Registry, Real))
                await Tried();
            return done;
        }
        catch (ProblemException)
        {
            await Tried();
            throw;
        }
    }

    private Task Tried() => writing.Run(() =>
    {
        new TryNumber().Keep(Real, actor);
        return true;
    });

    /// <summary>Counts what a search tries of numbers, before it is answered.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyNumbers"/>, <see cref="Problem.NumbersNeedPurpose"/></exception>
    public async Task Search(SearchByNumber search)
    {
        var stop = accessor.HttpContext!.RequestAborted;
        var tries = await reading.Run(() => search.Tries(desk.Registry, desk.People, actor, Real), stop);
        // Whoever tries nothing does not wait behind an import.
        if (tries > 0 || search.Purpose is not null)
        {
            await writing.Run(() =>
            {
                search.Keep(Real, actor, tries);
                return true;
            }, stop);
        }
    }
}
