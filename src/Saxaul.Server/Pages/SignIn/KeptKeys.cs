using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Saxaul.Database;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>Where the framework keeps the keys of forms and cookies: in the registry, encrypted.</summary>
internal sealed class KeptKeys(Registry registry) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. FormKeys.Read(registry.Database).Select(Read)];

    private static XElement Read(string kept)
    {
        using var reader = XmlReader.Create(new StringReader(kept));
        return XElement.Load(reader);
    }

    public void StoreElement(XElement element, string friendlyName) => FormKeys.Add(registry.Database, friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
