using System.Text;
using System.Text.RegularExpressions;
using Parlance.Engine.Buffers;
using Parlance.Xmpp.Wire;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>A stream means the same however the network cuts it, and what another reader of XML takes it for, but for what streams must not have.</summary>
public static partial class XmlTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        var whole = Read(input, int.MaxValue);
        foreach (var size in new[] { 1 + (input.Length / 7), 2, 1 }) Assert.Equal(whole, Read(input, size));

        // What streams must not have ends the comparison: the other reader goes on.
        if (whole.Outcome is nameof(XmlFault.RestrictedXml) or nameof(XmlFault.TooLarge) or nameof(XmlFault.BadFormat) or nameof(XmlFault.UnsupportedEncoding)) return;
        // That reader has opinions on the values of xml:space, which are no matter of form.
        if (input.IndexOf("space"u8) >= 0 || HasForeignTag(input)) return;
        var taken = whole.Outcome == nameof(XmlStep.Closed) ? input[..whole.Taken] : input;
        var oracle = XmlOracle.Read(taken.ToArray());
        // Nor does it know names beyond U+FFFF, which the fifth edition of XML 1.0 allows.
        if (!oracle.IsWhole && input.IndexOfAnyInRange((byte)0xF0, (byte)0xF4) >= 0) return;
        if (whole.Outcome == nameof(XmlStep.Closed)) Assert.Equal((string.Join("\n", whole.Events), true), (string.Join("\n", oracle.Events), oracle.IsWhole));
        else
        {
            Assert.False(oracle.IsWhole, "It is a whole document.");
            Assert.Equal(whole.Events[..Math.Min(whole.Events.Length, oracle.Events.Length)], oracle.Events[..Math.Min(whole.Events.Length, oracle.Events.Length)]);
        }
    }

    /// <summary>All that is said of a stream, then how it ended and how many bytes it took.</summary>
    public static Story Read(ReadOnlySpan<byte> input, int chunk, XmlLimits? limits = null)
    {
        var told = new List<string>();
        var stream = new XmlStream(new(), limits ?? XmlLimits.Default);
        var taken = 0;
        while (taken < input.Length)
        {
            var piece = input.Slice(taken, Math.Min(chunk, input.Length - taken));
            var rest = piece;
            while (true)
            {
                var step = stream.Read(ref rest);
                if (step is XmlStep.More) break;
                if (step is XmlStep.Closed) return new([.. told], "Closed", taken + piece.Length - rest.Length);
                if (step is XmlStep.Faulty) return new([.. told], stream.Fault.ToString(), 0);
                told.Add(XmlOracle.Describe(stream.Element, step == XmlStep.Opened));
                if (step == XmlStep.Element) CheckCopies(stream.Element);
            }

            Assert.True(rest.IsEmpty);
            taken += piece.Length;
        }

        return new([.. told], "More", taken);
    }

    /// <summary>Letters in a tag beyond ASCII: the other reader knows only the names of the fourth edition of XML 1.0.</summary>
    private static bool HasForeignTag(ReadOnlySpan<byte> xml) => ForeignTag().IsMatch(Encoding.Latin1.GetString(xml));

    [GeneratedRegex("<[^>]*[\\x80-\\xFF]")]
    private static partial Regex ForeignTag();

    /// <summary>What is passed on means the same under another header.</summary>
    private static void CheckCopies(in Element stanza)
    {
        if (HasForeignTag(stanza.Raw)) return;
        var pen = new XmlPen(new BufferPool());
        pen.Open("w"u8, "jabber:client"u8).Copy(stanza);
        var told = new List<string> { XmlOracle.Describe(stanza, false) };
        foreach (var child in stanza.Children)
        {
            pen.Copy(child);
            told.Add(XmlOracle.Describe(child, false));
        }

        pen.Close();
        var copy = XmlOracle.Read(pen.Written.ToArray());
        Assert.True(copy.IsWhole);
        Assert.Equal(told, copy.Events[1..]);
    }

    /// <summary>What became of a stream.</summary>
    public sealed record Story(string[] Events, string Outcome, int Taken)
    {
        public bool Equals(Story? other) => other is not null && Events.SequenceEqual(other.Events) && (Outcome, Taken) == (other.Outcome, other.Taken);

        public override int GetHashCode() => Outcome.GetHashCode(StringComparison.Ordinal);
    }
}
