/*
 * Words that a reply swaps for each other without saying anything else, in six languages (folded). One line is one
 * meaning. They only help to see what two places speak of; no value is believed for them.
 */

const lines = `
pay pays paid payment zahlen zahlt bezahlen bezahlt zahlung payer payez paiement pagar paga pago pague 支払い دفع
refund back zurück refunded reimburse repay reimbursed erstatten erstattet erstattung rückerstattung rembourser remboursé remboursés remboursement reembolso reembolsar 返金 استرداد يرد يعاد
send sends sent ship ships shipped dispatch dispatched post posted senden schicken geschickt gesendet verschicken versenden versendet versandt envoyer envoyé expédier expédié enviar enviado 発送 ارسال
deliver delivers delivered delivery arrive arrives arrived arrival come comes came liefern geliefert lieferung zustellung kommt kommen livrer livré livraison arrive arriver arrivé entregar entregado entrega llega llegar llegará 配達 到着 届け توصيل يصل وصول
call calls called phone phones ring rings telephone callback anruf anrufen telefon appeler appel téléphone llamar llamada teléfono 電話 اتصال هاتف
email mail e-mail mails emailed courriel mel correo メール بريد
cost costs price priced prices fee fees charge charges charged rate kosten kostet preis preise gebühr coûter coûte coût prix tarif costar cuesta coste precio tarifa 料金 価格 سعر رسوم تكلفه
buy buys bought purchase purchased order ordered orders kaufen gekauft kauf bestellen bestellt bestellung acheter acheté achat commander commande comprar compra pedido 注文 購入 طلب شراء
begin begins start starts started beginnen beginnt beginn anfang commencer début empezar empieza comienza
end ends ended expire expires expired endet ende läuft ablauf finir fin expire vence caduca termina
last lasts take takes took dauern dauert durer dure durar dura tardar tarda
change changes changed modify move moved reschedule rescheduled alter amend ändern geändert änderung verschieben modifier changement changer cambiar cambio modificar 変更 تغيير
cancel cancels cancelled canceled cancellation terminate stornieren storniert stornierung kündigen gekündigt kündigung annuler annulé annulation résilier cancelar cancelado cancelación キャンセル 解約 الغاء
broken damaged defective faulty cracked kaputt beschädigt defekt cassé cassée endommagé roto rota dañado 破損 تالف
repair repairs repaired fix fixed mend mended reparieren repariert reparatur réparer réparation reparar reparación 修理 اصلاح
customer customers client clients guest guests visitor kunde kunden gast gäste client cliente huésped invité
child children kid kids kind kinder enfant enfants niño niños niña
require required need needs needed must brauchen braucht benötigen benötigt besoin faut necesita necesario 必要
keep keeps kept retain retained hold held reserve reserved behalten garder conservé mantener
parcel parcels package packages shipment paket pakete sendung colis paquete 荷物 商品 طرد
booking bookings booked reservation reservations stay buchung reservierung aufenthalt réservation séjour reserva estancia 予約 حجز
invoice bill invoices billed rechnung facture factura 請求書 فاتوره
shop store stores branch filiale geschäft laden magasin boutique tienda sucursal 店舗 فرع متجر
luggage baggage bag bags suitcase gepäck koffer bagage bagages valise equipaje maleta 荷物 امتعه
month months monthly monat monatlich mois mensuel mes mensual mensuales شهر شهري
year years yearly annual annually annum jahr jährlich an année annuel annuelle año anual anuales سنه سنوي
day days daily tag tage täglich jour jours día días diario
week weeks weekly woche wochen wöchentlich semaine semaines semana semanas
discount discounts saves save saving savings off rabatt ermäßigung réduction remise descuento 割引 خصم
appointment appointments visit visits termin besuch rendez-vous visite cita visita 予約 موعد
contract subscription plan vertrag abo tarif contrat abonnement forfait contrato suscripción 契約 اشتراك عقد
money amount sum balance geld betrag summe argent montant somme dinero importe suma 金額 مبلغ
claim claims antrag demande solicitud
shut closed close closes geschlossen schließt fermé ferme cerrado cierra
reach reached contact staffed erreichen erreichbar erreichbar joindre contacter contactar
broken-down fault faults failure störung panne avería
quick fast express schnell rapide rápido
warranty guarantee guaranteed covered cover covers garantie garantía 保証 ضمان
`

/** From each word, as `stem` makes them alike, to the first of its line. */
export function readSynonyms(stem: (word: string) => string): ReadonlyMap<string, string> {
  const meanings = new Map<string, string>()
  for (const line of lines.trim().split('\n')) {
    const [first = '', ...others] = line.split(' ').map(stem)
    for (const word of [first, ...others]) if (!meanings.has(word)) meanings.set(word, first)
  }
  return meanings
}
