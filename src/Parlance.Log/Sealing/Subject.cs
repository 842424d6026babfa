using System.Security.Cryptography;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Whose key seals: a user of one incarnation of their home node; 0 when it is not known here (a user of another node).</summary>
internal readonly record struct Subject(Uid Uid, uint Incarnation)
{
    public static Subject Of(Event e, in Envelope at)
    {
        var uid = e.Subject(at);
        return new(uid, uid.IsNone || uid.Node == at.Node ? at.Incarnation : 0);
    }

    /// <summary>The subject as the file of keys names it: a digest, so that the file does not say who was here.</summary>
    public void WriteName(Span<byte> to)
    {
        Span<byte> text = stackalloc byte[4 + Uid.Length];
        "uid:"u8.CopyTo(text);
        IdText.Write(Uid, text[4..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        digest[..KeyFile.SubjectLength].CopyTo(to);
    }
}
