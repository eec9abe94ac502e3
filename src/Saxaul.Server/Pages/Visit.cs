using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Facts;
using Saxaul.Indicators;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>What every page needs: who looks, in which language, from which day and moment, and at which registry.</summary>
internal sealed class Visit(Registry registry, FactStore facts, Policies policies, IndicatorSet indicators, ReadingThreads threads, Actor actor, IHttpContextAccessor accessor)
{
    private readonly HttpContext context = accessor.HttpContext!;
    private Standpoint? standpoint;

    public Registry Registry => registry;

    public FactStore Facts => facts;

    public Policies Policies => policies;

    public IndicatorSet Indicators => indicators;

    public Actor Actor => actor;

    public string Language { get; } = Pages.Language.Of(accessor.HttpContext!);

    public DateOnly Today => registry.Database.Time.Today();

    public Standpoint Standpoint => standpoint ??= Standpoint.Of(context.Request, Today);

    /// <summary>The page's own address, to come back to.</summary>
    public string Address => context.Request.Path + context.Request.QueryString;

    public string Path => context.Request.Path;

    public string? Query(string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>The number of the page of a long list, from 1.</summary>
    public int PageNumber => int.TryParse(Query("page"), out var number) && number is > 0 and < 1_000_000 ? number : 1;

    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Texts.Say(key, Language, values);

    /// <summary>Reads the database away from the threads that answer requests.</summary>
    public Task<T> Read<T>(Func<T> read) => threads.Run(read);

    /// <summary>Changes the registry, away from those threads too, and brings the warnings in step with what was changed.</summary>
    public Task<T> Change<T>(Func<T> change) => threads.Run(() =>
    {
        var changed = change();
        new CatchUpWarnings(registry, actor, facts, policies).Run();
        return changed;
    });

    /// <summary>What somebody filled into a form.</summary>
    public Filled Filled(IFormCollection form) => new(form, registry.Database.Secrets);

    /// <summary>The address of a household's page: opaque, so that it says nothing about anybody.</summary>
    public string HouseholdLink(int countyKey, long id) => Standpoint.Link("/households/" + registry.Database.Secrets.PublicId(countyKey, id));
}
