import { type Fact, factSchema } from '../protocol/assists.ts'

export type FactKind = Fact['kind']

const KINDS: readonly FactKind[] = factSchema.shape.kind.options

const labels: Record<string, readonly string[]> = {
  en: [
    'Name',
    'Email',
    'Phone',
    'Company',
    'Address',
    'Account',
    'Order',
    'Case',
    'Product',
    'Date',
    'Invoice',
  ],
  de: [
    'Name',
    'E-Mail',
    'Telefon',
    'Firma',
    'Adresse',
    'Konto',
    'Bestellung',
    'Vorgang',
    'Produkt',
    'Datum',
    'Rechnung',
  ],
  fr: [
    'Nom',
    'E-mail',
    'Téléphone',
    'Société',
    'Adresse',
    'Compte',
    'Commande',
    'Dossier',
    'Produit',
    'Date',
    'Facture',
  ],
  es: [
    'Nombre',
    'Correo electrónico',
    'Teléfono',
    'Empresa',
    'Dirección',
    'Cuenta',
    'Pedido',
    'Caso',
    'Producto',
    'Fecha',
    'Factura',
  ],
  ja: ['氏名', 'メール', '電話番号', '会社', '住所', 'アカウント', '注文', '案件', '商品', '日付', '請求書'],
  ar: [
    'الاسم',
    'البريد الإلكتروني',
    'الهاتف',
    'الشركة',
    'العنوان',
    'الحساب',
    'الطلب',
    'الحالة',
    'المنتج',
    'التاريخ',
    'الفاتورة',
  ],
}

/** What a fact is called in the agent's language; English where that is not spoken here. */
export function labelFor(kind: FactKind, language: string): string {
  const base = language.toLowerCase().split(/[-_]/, 1)[0] ?? ''
  const known = Object.hasOwn(labels, base) ? labels[base] : labels.en
  return known?.[KINDS.indexOf(kind)] ?? kind
}
