using System;
using System.Linq;
using System.Text;
using CsCheck;
using Saxaul.Households;
using Xunit;
using static Saxaul.Tests.Households.Pictures;

namespace Saxaul.Tests.Households;

/// <summary>What is kept of a photo or PDF is made anew from what is seen of it.</summary>
public sealed class EvidenceFileTests
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("GPS 41.72,82.96");

    private static int Refused(byte[] file) => Assert.Throws<ProblemException>(() => EvidenceFile.Read(file)).Problem.Number;

    private static byte[] Kept(byte[] file) => EvidenceFile.Read(file).Content;

    private static string Text(byte[] file) => Encoding.Latin1.GetString(file);

    [Fact]
    public void A_photo_is_kept_without_what_it_says_of_place_time_and_device_and_without_what_stands_behind_it()
    {
        var photo = Jpeg(Segment(0xe0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 1, 1, .. "GPS"u8]), Exif(1), Segment(0xe2, [.. "ICC_PROFILE\0"u8, .. Secret]), Segment(0xed, Secret), Segment(0xfe, Secret));
        var kept = Kept([.. photo, .. Secret]);
        Assert.DoesNotContain("GPS", Text(kept), StringComparison.Ordinal);
        Assert.Equal([.. Square.AsSpan(0, 2), .. Segment(0xe0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]), .. Square.AsSpan(2)], kept);
        Assert.Equal(Square, Kept([.. Jpeg(Exif(1)), .. Square]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public void A_photo_that_a_telephone_took_upright_stays_upright(byte orientation)
    {
        var kept = Kept(Jpeg(Exif(orientation)));
        Assert.DoesNotContain("GPS", Text(kept), StringComparison.Ordinal);
        Assert.Equal(Segment(0xe1, [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]), kept[2..38]);
        Assert.Equal(kept, Kept(kept));
    }

    [Fact]
    public void A_picture_of_a_screen_is_kept_without_its_remarks_and_without_what_stands_behind_it()
    {
        var picture = Png(Chunk("tEXt", Secret), Chunk("eXIf", Secret), Chunk("gAMA", 0, 0, 1, 0), Chunk("iTXt", Secret));
        Assert.Equal(Png(Chunk("gAMA", 0, 0, 1, 0)), Kept([.. picture, .. Secret]));
    }

    [Fact]
    public void What_is_cut_off_damaged_or_larger_than_it_says_is_refused()
    {
        var (jpeg, png) = (Jpeg(Exif(6)), Png());
        for (var length = 0; length < jpeg.Length; length++)
            Assert.Equal(4066, Refused(jpeg[..length]));
        for (var length = 0; length < png.Length; length++)
            Assert.Equal(4066, Refused(png[..length]));
        png[^20] ^= 1;
        Assert.Equal(4066, Refused(png));
        // Something behind a table, within its segment.
        Assert.Equal(4066, Refused(Jpeg(Segment(0xc4, [0x00, 1, .. new byte[15], 0, .. Secret]))));
        Assert.Equal(4066, Refused(Png(Chunk("gAMA", [0, 0, 1, 0, .. Secret]))));
        Assert.Equal(4066, Refused(Png(Chunk("ABCD", 1))));
        Assert.Equal(4066, Refused(Encoding.ASCII.GetBytes("<script>")));
    }

    [Fact]
    public void What_is_too_large_says_how_large_it_is()
    {
        var refused = Assert.Throws<ProblemException>(() => EvidenceFile.Read(new byte[EvidenceFile.Most + 1])).Problem;
        Assert.Equal(7100, refused.Number);
        Assert.Contains("10.1 MB", refused.En, StringComparison.Ordinal);
        Assert.Equal(7101, Refused(Sized(20_000, 20_000)));
        Assert.Equal(7101, Refused(PngOf(int.MaxValue, 1)));
        Assert.Equal(4066, Refused(Sized(0, 8)));
    }

    [Fact]
    public void A_pdf_is_written_anew_with_its_pages_and_nothing_else()
    {
        var kept = Kept(Pdf(
            ("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Metadata 7 0 R/Names<</JavaScript 8 0 R>>>>", null),
            ("<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 200]/Resources<</Font<</Secret 5 0 R>>/XObject<</Photo 6 0 R>>>>>>", null),
            ("<</Type/Page/Parent 2 0 R/Contents 4 0 R/AA<</O<</S/URI/URI(http://example.org)>>>>/Annots[<</Subtype/Link/A<</S/Launch/F(x.exe)>>>>]/PieceInfo<</GPS 1>>>>", null),
            ("<</Length 22>>", "BT /Secret 12 Tf (x)Tj"u8.ToArray()),
            ("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/GPS(41.72)>>", null),
            ($"<</Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length {Jpeg(Exif(1)).Length}>>", Jpeg(Exif(1))),
            ("<</Length 15>>", Secret),
            ("<</Names[(x) <</S/JavaScript/JS(x)>>]>>", null)));
        var text = Text(kept);
        foreach (var gone in (string[])["GPS", "JavaScript", "Launch", "URI", "Author", "OpenAction", "AA", "Names", "Metadata"])
            Assert.DoesNotContain(gone, text, StringComparison.Ordinal);
        foreach (var stays in (string[])["BT /Secret 12 Tf (x)Tj", "/MediaBox [0 0 200 200 ]", "/BaseFont /Helvetica", "/Secret ", Text(Square)])
            Assert.Contains(stays, text, StringComparison.Ordinal);
        Assert.Equal("application/pdf", EvidenceFile.Read(kept).MediaType);
        Assert.Equal(kept.Length, Kept(kept).Length);
    }

    [Fact]
    public void What_a_pdf_packs_is_unpacked_and_a_later_state_of_it_counts()
    {
        const string packed = "3 0 4 73 <</Type/Page/Parent 2 0 R/Contents 6 0 R/MediaBox[0 0 100 100]/J#53(x)>>       <</Producer(x)>>";
        var first = packed.IndexOf("<<", StringComparison.Ordinal);
        var kept = Text(Kept(Pdf(
            ("<</Type/Catalog/Pages 2 0 R>>", null),
            ("<</Kids[3 0 R]>>", null),
            ("<</Type/Page/Contents 7 0 R>>", null),
            ("null", null),
            ($"<</Type/ObjStm/N 2/First {first}/Filter[/FlateDecode]/Length 9 0 R>>", Packed(Encoding.ASCII.GetBytes(packed))),
            ("<</Length 3>>", "new"u8.ToArray()),
            ("<</Length 6>>", "former"u8.ToArray()))));
        Assert.Contains("new", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("former", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("JS", kept, StringComparison.Ordinal);
    }

    private const string Tree = "<</Kids[3 0 R]/MediaBox[0 0 100 100]>>", Page = "<</Type/Page/MediaBox[0 0 100 100]>>";

    [Fact]
    public void A_pdf_that_is_locked_or_whose_forms_notes_or_files_would_be_lost_is_refused()
    {
        Assert.Equal(7102, Refused(PdfWith("/Root 1 0 R/Encrypt<</V 1>>", ("<</Pages 2 0 R>>", null), (Tree, null), (Page, null))));
        Assert.Equal(7103, Refused(Pdf(("<</Pages 2 0 R/Names<</EmbeddedFiles<<>>>>>>", null), (Tree, null), (Page, null))));
        Assert.Equal(7103, Refused(Pdf(("<</Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>", null), (Tree, null), (Page, null))));
        Assert.Equal(7103, Refused(Pdf(("<</Pages 2 0 R>>", null), (Tree, null), ("<</Type/Page/Annots[<</Subtype/#53tamp>>]>>", null))));
    }

    [Fact]
    public void A_pdf_that_was_written_to_keep_a_reader_busy_is_refused()
    {
        byte[] Catalogue(string second, string third = Page) => Pdf(("<</Pages 2 0 R>>", null), (second, null), (third, null));
        Assert.Equal(4066, Refused(Catalogue(string.Concat(Enumerable.Repeat("[", 100_000)))));
        Assert.Equal(4066, Refused(Catalogue("<</Kids[2 0 R]>>")));
        Assert.Equal(4066, Refused(Catalogue($"<</Kids[{string.Concat(Enumerable.Repeat("3 0 R ", 5_000))}]>>", "<</Kids[]>>")));
        Assert.Equal(4066, Refused(Pdf(("<</Pages 2 0 R>>", null), (Tree, null), (Page, null), ("<</Type/ObjStm/N 0/First 0/Filter/FlateDecode>>", Packed(new byte[60 << 20])))));
        // Two objects that begin at one place would be read twice, and thousands thousands of times; what pages share would be written out for each.
        Assert.Equal(4066, Refused(Pdf(("<</Pages 2 0 R>>", null), (Tree, null), (Page, null), ("<</Type/ObjStm/N 2/First 10/Filter/FlateDecode>>", Packed("10 0 11 0 <<>>"u8.ToArray())))));
        Assert.Equal(4066, Refused(Catalogue($"<</Kids[{string.Concat(Enumerable.Repeat("3 0 R ", 190))}]>>", $"<</Type/Page/MediaBox({new string('x', 60_000)})>>")));
        Assert.Equal(4066, Refused(Catalogue("<</Kids[]>>")));
        Assert.Equal(4066, Refused("%PDF-1.4\n1 0 obj<<>>stream\n"u8.ToArray()));
    }

    /// <summary>Whatever arrives is kept or refused with a sentence.</summary>
    [Fact]
    public void Nothing_that_is_handed_in_fails_otherwise()
    {
        byte[][] whole = [Jpeg(Exif(6)), Png(), Pdf(("<</Pages 2 0 R>>", null), (Tree, null), (Page, null))];
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 400], Gen.Byte, Gen.Int[0, 400], Gen.Byte).Sample((which, at, to, alsoAt, also) =>
        {
            var file = whole[which].ToArray();
            (file[at % file.Length], file[alsoAt % file.Length]) = (to, also);
            try
            {
                return EvidenceFile.Read(file).Content.Length > 0;
            }
            catch (ProblemException)
            {
                return true;
            }
        }, iter: 20_000);
    }
}
