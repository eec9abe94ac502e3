using System;

namespace Saxaul;

/// <content>7100 to 7103, and 7107: files that are handed in as evidence.</content>
public sealed partial record Problem
{
    public static Problem EvidenceTooLarge(long bytes, long most) => new(7100,
        $"附件有 {Megabytes(bytes)} MB，最多 {most >> 20} MB。请用手机把照片调小一些（或截屏后再传），或只写文字。",
        $"The file has {Megabytes(bytes)} MB; at most {most >> 20} MB are taken. Make the photo smaller on the telephone (or hand in a screenshot of it), or describe what was seen in words only.") { Asks = ProblemAsks.Evidence };

    public static Problem PictureTooLarge(long megapixels) => new(7101,
        $"照片太大，最多 {megapixels} 百万像素。请把照片调小一些再传。",
        $"The picture is too large: at most {megapixels} million pixels are taken. Make it smaller and hand it in again.") { Asks = ProblemAsks.Evidence };

    public static Problem PdfLocked() => new(7102,
        "这个 PDF 加了密码或限制，看不了里面的内容。请传没有加密的 PDF，或把它拍成照片。",
        "This PDF is locked with a password or restrictions, and what is in it cannot be looked at. Hand in one that is not locked, or take a photo of it.") { Asks = ProblemAsks.Evidence };

    public static Problem PdfHoldsMore() => new(7103,
        "这个 PDF 里有表单、批注、签章或附带的文件，这些不能保存。请先“打印”成新的 PDF，或把它拍成照片，再传。",
        "This PDF holds forms, notes, stamps or attached files, which cannot be kept. Print it to a new PDF first, or take a photo of it, and hand that in.") { Asks = ProblemAsks.Evidence };

    public static Problem EvidenceEmpty() => new(7107,
        "附件是空的，里面什么也没有（0 字节）。请重新选照片或 PDF，或去掉附件只写文字。",
        "The file is empty (0 bytes). Choose the photo or PDF again, or leave it out and describe what was seen in words.") { Asks = ProblemAsks.Evidence };

    private static string Megabytes(long bytes) => (Math.Ceiling(bytes / 104_857.6m) / 10).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
