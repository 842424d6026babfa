using System.Security.Cryptography;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Whose key seals: an account, or a user of one incarnation of their home node; 0 when it is not known here (a user of another node) or does not matter.</summary>
internal readonly record struct Subject(Person Person, uint Incarnation)
{
    public static Subject Of(Event e, in Envelope at)
    {
        var person = e.Subject(at);
        return new(person, person.Account.IsNone && (person.Uid.IsNone || person.Uid.Node == at.Node) ? at.Incarnation : 0);
    }

    /// <summary>The subject as the file of keys names it: a digest, so that the file does not say who was here.</summary>
    public void WriteName(Span<byte> to)
    {
        Span<byte> text = stackalloc byte[32];
        int length;
        if (Person.Account.IsNone)
        {
            "uid:"u8.CopyTo(text);
            length = 4 + IdText.Write(Person.Uid, text[4..]);
        }
        else
        {
            "account:"u8.CopyTo(text);
            length = 8 + IdText.Write(Person.Account, text[8..]);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], digest);
        digest[..KeyFile.SubjectLength].CopyTo(to);
    }
}
