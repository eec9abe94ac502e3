using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace Saxaul.Households;

/// <summary>
/// A PDF written anew with its pages and what draws them, and nothing else: no scripts, links, author, programme, earlier states or attached files, and nothing about place in its photos. Of every
/// dictionary only the keys that draw are kept, so that what nobody thought of is left out too. What would be lost with the rest although somebody sees it (forms, notes, attached files) is refused instead.
/// It cannot see into what draws: a text that is drawn in white, or a photo within the drawing of a page itself, stays as it was sent.
/// </summary>
internal sealed class PlainPdf
{
    /// <summary>What stands packed in a PDF, unpacked, in bytes: many times what the largest evidence takes.</summary>
    private const int MostUnpacked = 48 << 20;

    /// <summary>Objects packed in one stream: those who write PDFs pack some hundreds.</summary>
    private const int MostPacked = 10_000;

    /// <summary>What is written may be as long as what was sent, and this many bytes longer: what pages share is not written out for each.</summary>
    private const int MostLonger = 1 << 20;

    /// <summary>Of the tree of pages: leaves, leaves and branches, branches upon branches.</summary>
    private const int MostPages = 200, MostNodes = 1000, DeepestPages = 20;

    private readonly Dictionary<int, object> objects = [];
    private readonly List<PdfDictionary> trailers = [];
    private int unpacked, nodes;

    private readonly int sent;

    private PlainPdf(ReadOnlyMemory<byte> content)
    {
        sent = content.Length;
        Read(content);
    }

    /// <exception cref="InvalidDataException">It is none, or cut off.</exception>
    /// <exception cref="ProblemException"><see cref="Problem.PdfLocked"/>, <see cref="Problem.PdfHoldsMore"/>, <see cref="Problem.PictureTooLarge"/></exception>
    public static byte[] Of(ReadOnlyMemory<byte> content) => new Written(new PlainPdf(content)).Bytes;

    /// <summary>
    /// All objects in the order of the file, a later one in the place of an earlier. The file's own table of where they are is not believed: it may show other readers something else,
    /// and what is written anew has a table of its own.
    /// </summary>
    private void Read(ReadOnlyMemory<byte> content)
    {
        var inOrder = new List<(int Number, object Value)>();
        var syntax = new PdfSyntax(content);
        var (number, generation) = (-1, -1);
        while (syntax.Word() is { IsEmpty: false } word)
        {
            if (word.SequenceEqual("obj"u8) && number >= 0 && generation >= 0)
            {
                var value = syntax.Value();
                if (value is PdfDictionary dictionary && syntax.Stream(dictionary) is { } bytes)
                    value = new PdfStream(dictionary, bytes);
                inOrder.Add((number, value));
                if (value is PdfStream { Dictionary: var table } && table.Name("Type") == "XRef")
                    trailers.Add(table);
            }
            else if (word.SequenceEqual("trailer"u8) && syntax.Value() is PdfDictionary trailer)
                trailers.Add(trailer);
            (number, generation) = (generation, int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : -1);
        }
        if (trailers.Exists(trailer => trailer.ContainsKey("Encrypt")))
            throw new ProblemException(Problem.PdfLocked());
        foreach (var (at, value) in inOrder)
        {
            objects[at] = value;
            if (value is PdfStream { Dictionary: var packed } stream && packed.Name("Type") == "ObjStm")
                ReadPacked(stream);
        }
    }

    /// <summary>Objects that are packed together (7.5.7): first their numbers and where they begin, then they.</summary>
    private void ReadPacked(PdfStream stream)
    {
        var filters = Filters(stream.Dictionary);
        if (stream.Dictionary.ContainsKey("DecodeParms") || filters is not ([] or ["FlateDecode"]))
            throw new InvalidDataException("Packed in a way that nothing writes.");
        var content = new PdfSyntax(filters.Count > 0 ? Unpack(stream.Bytes) : stream.Bytes);
        var first = stream.Dictionary.Integer("First") ?? throw new InvalidDataException("It does not say where its objects begin.");
        var places = new List<(int Number, int At)>();
        for (var left = stream.Dictionary.Integer("N") ?? 0; left > 0; left--)
        {
            if (content.Value() is not PdfWritten { AsInteger: >= 0 and var number } || content.Value() is not PdfWritten { AsInteger: >= 0 and var at } || at > content.Content.Length - first)
                throw new InvalidDataException("It does not say where its objects are.");
            places.Add((number, first + at));
            if (places.Count > MostPacked || places.Count > 1 && places[^1].At <= places[^2].At)
                throw new InvalidDataException("Its packed objects do not stand one behind the other.");
        }
        // Each ends before the next begins: nothing is read twice, however many say that they begin there.
        for (var i = 0; i < places.Count; i++)
        {
            content.At = places[i].At;
            objects[places[i].Number] = content.Value();
            if (i + 1 < places.Count && content.At > places[i + 1].At)
                throw new InvalidDataException("Its packed objects do not stand one behind the other.");
        }
    }

    /// <summary>How a stream is packed, the outermost first.</summary>
    private List<string?> Filters(PdfDictionary of) => Meant(of.GetValueOrDefault("Filter")) switch
    {
        List<object> several => several.ConvertAll(one => (Meant(one) as PdfName)?.Text),
        PdfName one => [one.Text],
        null => [],
        _ => throw new InvalidDataException("Packed in no known way."),
    };

    private byte[] Unpack(ReadOnlyMemory<byte> packed)
    {
        using var from = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        using var into = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            unpacked += read;
            if (unpacked > MostUnpacked)
                throw new InvalidDataException("More is packed in it than any evidence needs.");
            into.Write(buffer, 0, read);
        }
        return into.ToArray();
    }

    private object? Meant(object? value)
    {
        // References to references are no loop that anybody needs to follow far.
        for (var i = 0; i < 4 && value is PdfReference reference; i++)
            value = objects.GetValueOrDefault(reference.Object);
        return value;
    }

    private PdfDictionary? Dictionary(object? value) => Meant(value) switch { PdfDictionary dictionary => dictionary, PdfStream stream => stream.Dictionary, _ => null };

    private List<object> List(object? value) => Meant(value) as List<object> ?? [];

    /// <summary>The pages in their order, each with what it inherits.</summary>
    private List<PdfDictionary> Pages()
    {
        var root = Dictionary(trailers.FindLast(trailer => trailer.ContainsKey("Root"))?["Root"]) ?? throw new InvalidDataException("It has no beginning.");
        if (root.ContainsKey("Collection") || Dictionary(root.GetValueOrDefault("Names"))?.ContainsKey("EmbeddedFiles") == true || List(Dictionary(root.GetValueOrDefault("AcroForm"))?.GetValueOrDefault("Fields")).Count > 0
            || Dictionary(root.GetValueOrDefault("AcroForm"))?.ContainsKey("XFA") == true)
            throw new ProblemException(Problem.PdfHoldsMore());
        var pages = new List<PdfDictionary>();
        Collect(root.GetValueOrDefault("Pages"), [], pages, 0);
        return pages.Count > 0 ? pages : throw new InvalidDataException("It has no pages.");
    }

    private static readonly string[] Inherited = ["Resources", "MediaBox", "CropBox", "Rotate"];

    private void Collect(object? node, PdfDictionary inherited, List<PdfDictionary> pages, int depth)
    {
        if (depth > DeepestPages || pages.Count >= MostPages || ++nodes > MostNodes || Dictionary(node) is not { } here)
            throw new InvalidDataException("Its pages cannot be found.");
        var known = new PdfDictionary();
        foreach (var key in Inherited)
        {
            if ((here.GetValueOrDefault(key) ?? inherited.GetValueOrDefault(key)) is { } value)
                known[key] = value;
        }
        if (here.ContainsKey("Kids"))
        {
            foreach (var kid in List(here["Kids"]))
                Collect(kid, known, pages, depth + 1);
            return;
        }
        // Links are left out; whatever else lies over a page is seen by who looks at it.
        if (List(here.GetValueOrDefault("Annots")).Exists(note => Dictionary(note)?.Name("Subtype") is not ("Link" or "Popup")))
            throw new ProblemException(Problem.PdfHoldsMore());
        foreach (var key in (string[])["Contents", "Group", "UserUnit"])
        {
            if (here.TryGetValue(key, out var value))
                known[key] = value;
        }
        pages.Add(known);
    }

    /// <summary>What is written: a catalogue, the pages, and each object that they draw with, once.</summary>
    private sealed class Written
    {
        private const int Catalogue = 1, Tree = 2;
        private readonly PlainPdf from;
        private readonly MemoryStream into = new();
        private readonly List<long> places = [0, 0];
        private readonly Dictionary<(int Object, bool Named), int> numbers = [];
        private readonly Queue<(int Object, bool Named)> waiting = new();

        public Written(PlainPdf from)
        {
            this.from = from;
            Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
            var pages = from.Pages();
            var numbered = pages.ConvertAll(page =>
            {
                places.Add(0);
                return (Page: page, Number: places.Count);
            });
            Begin(Catalogue);
            Write($"<</Type/Catalog/Pages {Tree} 0 R>>\nendobj\n");
            Begin(Tree);
            Write(string.Create(CultureInfo.InvariantCulture, $"<</Type/Pages/Count {pages.Count}/Kids[{string.Join(' ', numbered.Select(page => $"{page.Number} 0 R"))}]>>\nendobj\n"));
            foreach (var (page, number) in numbered)
            {
                Begin(number);
                Write($"<</Type/Page/Parent {Tree} 0 R");
                foreach (var (key, value) in page)
                {
                    Write("/" + key + " ");
                    Value(value, named: false);
                }
                Write(">>\nendobj\n");
            }
            while (waiting.TryDequeue(out var next))
            {
                Begin(numbers[next]);
                Object(from.objects.GetValueOrDefault(next.Object), next.Named);
                Write("\nendobj\n");
            }
            var table = into.Length;
            Write(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n"));
            foreach (var place in places)
                Write(place.ToString("0000000000", CultureInfo.InvariantCulture) + " 00000 n \n");
            Write(string.Create(CultureInfo.InvariantCulture, $"trailer\n<</Size {places.Count + 1}/Root {Catalogue} 0 R>>\nstartxref\n{table}\n%%EOF\n"));
        }

        public byte[] Bytes => into.ToArray();

        private void Begin(int number)
        {
            places[number - 1] = into.Length;
            Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
        }

        /// <exception cref="InvalidDataException">It grows beyond what was sent.</exception>
        private void Write(ReadOnlySpan<byte> bytes)
        {
            if (into.Length + bytes.Length > from.sent + from.unpacked + MostLonger)
                throw new InvalidDataException("What it shares comes to more than was sent.");
            into.Write(bytes);
        }

        private void Object(object? value, bool named)
        {
            if (value is not PdfStream stream)
            {
                Value(value, named);
                return;
            }
            var (dictionary, bytes) = Plain(stream);
            Entries(dictionary, named: false);
            Write(string.Create(CultureInfo.InvariantCulture, $"/Length {bytes.Length}>>\nstream\n"));
            Write(bytes.Span);
            Write("\nendstream");
        }

        /// <summary>A photo is written as a photo is kept; everything else as it was packed.</summary>
        private (PdfDictionary Dictionary, ReadOnlyMemory<byte> Bytes) Plain(PdfStream stream)
        {
            var plain = new PdfDictionary();
            foreach (var (key, value) in stream.Dictionary.Where(one => one.Key != "Length"))
                plain[key] = value;
            if (stream.Dictionary.Name("Subtype") == "Image")
                PlainPicture.Fits((from.Meant(plain.GetValueOrDefault("Width")) as PdfWritten)?.AsInteger ?? 0, (from.Meant(plain.GetValueOrDefault("Height")) as PdfWritten)?.AsInteger ?? 0);
            var filters = from.Filters(plain);
            if (filters.Contains("JPXDecode") || filters.Contains("Crypt") || filters.Contains("DCTDecode") && filters is not (["DCTDecode"] or ["FlateDecode", "DCTDecode"]))
                throw new InvalidDataException("Packed in a way that cannot be looked into.");
            if (!filters.Contains("DCTDecode"))
                return (plain, stream.Bytes);
            plain["Filter"] = new PdfName("DCTDecode");
            plain.Remove("DecodeParms");
            return (plain, PlainPicture.OfJpeg(filters.Count == 1 ? stream.Bytes.Span : from.Unpack(stream.Bytes)));
        }

        /// <param name="named">Whether the keys are names that the file itself gave, such as those of its fonts.</param>
        private void Value(object? value, bool named)
        {
            switch (value)
            {
                case PdfDictionary dictionary:
                    Entries(dictionary, named);
                    Write(">>");
                    break;
                case List<object> list:
                    Write("[");
                    foreach (var one in list)
                    {
                        Value(one, named: false);
                        Write(" ");
                    }
                    Write("]");
                    break;
                case PdfName name:
                    Name(name.Text);
                    break;
                case PdfReference reference:
                    Write(string.Create(CultureInfo.InvariantCulture, $"{Number((reference.Object, named))} 0 R"));
                    break;
                case PdfWritten written:
                    Write(written.Bytes.Span);
                    break;
                default:
                    Write("null");
                    break;
            }
        }

        /// <summary>A dictionary that is not closed yet.</summary>
        private void Entries(PdfDictionary dictionary, bool named)
        {
            Write("<<");
            foreach (var (key, value) in dictionary.Where(one => named || Drawing.Contains(one.Key)))
            {
                Name(key);
                Write(" ");
                Value(value, named: !named && Naming.Contains(key));
            }
        }

        private int Number((int Object, bool Named) meant)
        {
            if (numbers.TryGetValue(meant, out var number))
                return number;
            places.Add(0);
            waiting.Enqueue(meant);
            return numbers[meant] = places.Count;
        }

        private void Name(string name)
        {
            var written = new StringBuilder("/");
            foreach (var one in name)
                written.Append(one is > ' ' and < '\x7f' and not '#' && PdfSyntax.IsRegular((byte)one) ? one.ToString() : $"#{(int)one:X2}");
            Write(written.ToString());
        }

        private void Write(string text) => Write(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>Dictionaries whose keys the file itself names.</summary>
    private static readonly HashSet<string> Naming = ["Font", "XObject", "ColorSpace", "Pattern", "ExtGState", "Shading", "CharProcs", "Colorants"];

    /// <summary>What draws: resources, pictures, forms, fonts, colours, patterns, shadings, functions and how they are packed (ISO 32000-2, 7.4, 7.10, 8, 9 and 11).</summary>
    private static readonly HashSet<string> Drawing =
    [
        .. "Type Subtype Length Filter DecodeParms Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError ColorTransform JBIG2Globals".Split(' '),
        .. "Font XObject ColorSpace Pattern ExtGState Shading ProcSet".Split(' '),
        .. "Width Height ImageMask Mask SMask SMaskInData Matte Decode Interpolate Intent BBox Matrix FormType Group S CS I Resources".Split(' '),
        .. "BaseFont FirstChar LastChar Widths FontDescriptor Encoding BaseEncoding Differences ToUnicode DescendantFonts CIDSystemInfo Registry Ordering Supplement DW W DW2 W2 CIDToGIDMap FontMatrix CharProcs".Split(' '),
        .. "FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 Length1 Length2 Length3".Split(' '),
        .. "CharSet CIDSet CMapName WMode UseCMap".Split(' '),
        .. "WhitePoint BlackPoint Gamma Range N Alternate Colorants Process Components".Split(' '),
        .. "PatternType PaintType TilingType XStep YStep ShadingType Background AntiAlias Coords Domain Function Extend BitsPerCoordinate BitsPerFlag VerticesPerRow".Split(' '),
        .. "FunctionType Size BitsPerSample Order Encode C0 C1 Functions Bounds".Split(' '),
        .. "LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM CA ca AIS TK G BC HalftoneType Frequency Angle SpotFunction".Split(' '),
    ];
}
