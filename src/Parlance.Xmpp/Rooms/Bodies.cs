using System.Buffers;
using Parlance.Domain.Messages;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>Texts in both directions: IRC's ACTION is <c>/me</c> (XEP-0245), and colours are left out, for XMPP has none in a body.</summary>
internal static class Bodies
{
    private static ReadOnlySpan<byte> Action => "\u0001ACTION "u8;

    public static void Write(XmlPen pen, MessageSent message)
    {
        var text = message.Text.Span;
        if (text.IsEmpty) return;
        pen.Open("body"u8);
        if (text.StartsWith(Action))
        {
            pen.Text("/me "u8);
            text = text[Action.Length..].TrimEnd((byte)1);
        }

        if (Formatting.IsIn(text)) Stripped(pen, text);
        else pen.Text(text);
        pen.Close();
    }

    /// <summary>A body as the domain keeps it.</summary>
    public static ReadOnlyMemory<byte> Read(ReadOnlySpan<byte> body) => body.StartsWith("/me "u8) ? (byte[])[.. Action, .. body[4..], 1] : body.ToArray();

    private static void Stripped(XmlPen pen, ReadOnlySpan<byte> text)
    {
        var plain = ArrayPool<byte>.Shared.Rent(text.Length);
        pen.Text(plain.AsSpan(0, Formatting.Strip(text, plain)));
        ArrayPool<byte>.Shared.Return(plain);
    }
}
